using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Clearing.Gateway;

/// <summary>Sets up ASP.NET's check of tokens as the silos check them.</summary>
internal static class BearerChecks
{
    public static void Configure(this TokenKeys keys, JwtBearerOptions bearer)
    {
        bearer.MapInboundClaims = false;
        bearer.Audience = keys.Audience;
        bearer.Authority = keys.Authority;
        bearer.IncludeErrorDetails = false;
        bearer.TokenValidationParameters = keys.Checks();
    }
}
