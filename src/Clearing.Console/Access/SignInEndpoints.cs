using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

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
        Ours(app.MapGet("/sign-in/authority", AtAuthority));
        Ours(app.MapPost("/sign-out", SignOut));
    }

    private static void Ours(RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new ConsoleMark(), new OpenMark()).ExcludeFromDescription();

    private static async Task<IResult> WithToken(
        [FromForm] string token, [FromForm] string? to, HttpContext context, TokenKeys keys)
    {
        if (!keys.Required) { return Results.Redirect("/sign-in"); }
        return Results.Redirect(
            await Keep(context, token.Trim()) is { } wrong ? Again(to, wrong) : Local(to));
    }

    /// <summary>Keeps a token in the reader's cookie, if the API accepts it.</summary>
    /// <returns>What is wrong with it; null if it is kept.</returns>
    internal static async Task<string?> Keep(HttpContext context, string token)
    {
        context.Items[Pasted] = token;
        var known = await context.AuthenticateAsync(Pasted);
        if (!known.Succeeded || known.Properties.ExpiresUtc is not { } expires) { return "token"; }
        if (Caller.Of(known.Principal).Roles == Role.None) { return "role"; }
        SessionCookie.KeepToken(context, token, expires);
        return null;
    }

    private static IResult AtAuthority(string? to, IOptions<ConsoleOptions> options) =>
        options.Value.ClientId is null
            ? Results.Redirect("/sign-in")
            : Results.Challenge(
                new AuthenticationProperties { RedirectUri = Local(to) }, [AuthoritySignIn.Scheme]);

    private static IResult WithRole(
        [FromForm] string role, [FromForm] string name, [FromForm] string? to, HttpContext context,
        TokenKeys keys)
    {
        if (keys.Required) { return Results.Redirect("/sign-in"); }
        if (!SessionCookie.IsRole(role) || !IdRule.Allows(name)) 
        {
            return Results.Redirect(Again(to, "name"));
        }
        SessionCookie.KeepChoice(context, role, name);
        return Results.Redirect(Local(to));
    }

    private static IResult SignOut(HttpContext context)
    {
        SessionCookie.Forget(context);
        return Results.Redirect("/sign-in");
    }

    internal static string Again(string? to, string wrong) =>
        $"/sign-in?to={Uri.EscapeDataString(Local(to))}&wrong={wrong}";

    // The reader is only led to a page of this server, whatever the form says.
    internal static string Local(string? to) =>
        IsLocal(to) && !to.StartsWith("/sign-in", StringComparison.Ordinal) ? to : "/";

    /// <summary>True for the address of a page of this server.</summary>
    internal static bool IsLocal([NotNullWhen(true)] string? to) =>
        to is "/" or ['/', not ('/' or '\\'), ..]
        // Browsers leave these out of an address, which may then name another server.
        && !to.Any(char.IsControl);
}
