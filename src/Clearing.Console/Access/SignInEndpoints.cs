using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Clearing.Pages.Access;

/// <summary>The endpoints to which the forms of the sign-in page are sent.</summary>
internal static class SignInEndpoints
{
    /// <summary>The scheme that checks a pasted token.</summary>
    public const string Pasted = "pasted";

    public static void Map(IEndpointRouteBuilder app)
    {
        Ours(app.MapPost("/sign-in/token", WithToken));
        Ours(app.MapPost("/sign-in/role", WithRole));
        Ours(app.MapPost("/sign-out", SignOut));
    }

    private static void Ours(RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new ConsoleMark(), new OpenMark()).ExcludeFromDescription();

    private static async Task<IResult> WithToken(
        [FromForm] string token, [FromForm] string? to, HttpContext context, TokenKeys keys)
    {
        if (!keys.Required) { return Results.Redirect("/sign-in"); }
        context.Items[Pasted] = token.Trim();
        var checkedToken = await context.AuthenticateAsync(Pasted);
        if (!checkedToken.Succeeded
            || checkedToken.Properties.ExpiresUtc is not { } expires)
        {
            return Again(to, "token");
        }
        if (Caller.Of(checkedToken.Principal).Roles == Role.None) { return Again(to, "role"); }
        SessionCookie.KeepToken(context, token.Trim(), expires);
        return Results.Redirect(Local(to));
    }

    private static IResult WithRole(
        [FromForm] string role, [FromForm] string name, [FromForm] string? to, HttpContext context,
        TokenKeys keys)
    {
        if (keys.Required) { return Results.Redirect("/sign-in"); }
        if (!SessionCookie.IsRole(role) || !IdRule.Allows(name)) { return Again(to, "name"); }
        SessionCookie.KeepChoice(context, role, name);
        return Results.Redirect(Local(to));
    }

    private static IResult SignOut(HttpContext context)
    {
        SessionCookie.Forget(context);
        return Results.Redirect("/sign-in");
    }

    private static IResult Again(string? to, string wrong) =>
        Results.Redirect($"/sign-in?to={Uri.EscapeDataString(Local(to))}&wrong={wrong}");

    // The reader is only led to a page of this server, whatever the form says.
    private static string Local(string? to) =>
        to is ['/', not ('/' or '\\'), ..] && !to.StartsWith("/sign-in", StringComparison.Ordinal)
            ? to
            : "/";
}
