using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Clearing.Pages.Access;

/// <summary>
/// The cookie of a signed-in reader: the token itself or, on a development server, a role and a
/// name. Scripts cannot read it, and the API does not accept it.
/// </summary>
internal static class SessionCookie
{
    private const string Token = "clearing-token";
    private const string Choice = "clearing-role";
    private static readonly ChunkingCookieManager Cookies = new();

    /// <summary>The look that the reader chose, light or dark; null if it is the browser's.</summary>
    public static string? Theme(HttpContext context) =>
        context.Request.Cookies["clearing-theme"] is ("light" or "dark") and var theme ? theme : null;

    /// <summary>The token, if the request has one.</summary>
    public static string? TokenOf(HttpContext context) => Cookies.GetRequestCookie(context, Token);

    /// <summary>Keeps a token until it expires.</summary>
    public static void KeepToken(HttpContext context, string token, DateTimeOffset expires) =>
        Cookies.AppendResponseCookie(context, Token, token, Options(context, expires));

    /// <summary>Keeps a chosen role and name, for as long as the browser is open.</summary>
    public static void KeepChoice(HttpContext context, string role, string name) =>
        Cookies.AppendResponseCookie(context, Choice, $"{role}:{name}", Options(context, null));

    /// <summary>Forgets the reader.</summary>
    public static void Forget(HttpContext context)
    {
        Cookies.DeleteCookie(context, Token, Options(context, null));
        Cookies.DeleteCookie(context, Choice, Options(context, null));
    }

    /// <summary>The role and name that were chosen; null if none were.</summary>
    public static ClaimsPrincipal? Chosen(HttpContext context)
    {
        var parts = Cookies.GetRequestCookie(context, Choice)?.Split(':', 2);
        return parts is [var role, var name] && IsRole(role) && IdRule.Allows(name)
            ? new ClaimsPrincipal(new ClaimsIdentity(
                [new("sub", name), new("role", role), new("region", "*")], "chosen", "sub", "role"))
            : null;
    }

    /// <summary>True for a role that readers can have.</summary>
    public static bool IsRole(string? role) => role is "seller" or "operator" or "auditor";

    private static CookieOptions Options(HttpContext context, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Expires = expires,
        Path = "/",
    };
}
