using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;

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
        bearer.Events = new JwtBearerEvents
        {
            OnAuthenticationFailed = failed => Refuse(
                failed.HttpContext, TokenFaults.Of(failed.Exception)),
            OnTokenValidated = CheckSubject,
        };
    }

    private static Task CheckSubject(TokenValidatedContext token)
    {
        if (SubjectRule.IsMet(token.Principal?.Identity as ClaimsIdentity))
        {
            return Task.CompletedTask;
        }
        token.Fail("The token has no valid subject.");
        return Refuse(token.HttpContext, TokenFault.NoSubject);
    }

    private static Task Refuse(HttpContext context, TokenFault fault)
    {
        context.Features.Set(new RefusedToken(fault));
        context.RequestServices.GetRequiredService<TokenFaultLog>().Add(fault);
        return Task.CompletedTask;
    }
}
