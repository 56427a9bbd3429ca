using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Clearing.Gateway;

/// <summary>Configures ASP.NET's token validation to match the silos' own.</summary>
internal static class BearerChecks
{
    public static void Configure(this TokenKeys keys, JwtBearerOptions bearer)
    {
        bearer.MapInboundClaims = false;
        bearer.Audience = keys.Audience;
        bearer.Authority = keys.Authority;
        bearer.IncludeErrorDetails = false;
        bearer.TokenValidationParameters = keys.Checks();
        bearer.Events = new JwtBearerEvents { OnTokenValidated = RefuseWithoutSubject };
    }

    private static Task RefuseWithoutSubject(TokenValidatedContext token)
    {
        if (!SubjectRule.IsMet(token.Principal?.Identity as ClaimsIdentity))
        {
            token.Fail("The token has no valid subject.");
        }
        return Task.CompletedTask;
    }
}
