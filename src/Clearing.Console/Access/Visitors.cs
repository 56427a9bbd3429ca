namespace Clearing.Pages.Access;

/// <summary>Identifies the readers of pages, and lets nobody else in.</summary>
/// <remarks>
/// With authentication, the reader is whoever the API's own check of the token in the cookie
/// identifies. Without it, on a development server, readers choose a role and a name; only this
/// machine is served then.
/// </remarks>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="keys">Says whether there is authentication.</param>
internal sealed class Visitors(RequestDelegate next, TokenKeys keys)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsOurs(context)) { return next(context); }
        if (IsOfAnotherPage(context))
        {
            return Problem.Of(Codes.ForeignSite).Result().ExecuteAsync(context);
        }
        if (!keys.Required && SessionCookie.Chosen(context) is { } chosen)
        {
            context.User = chosen;
        }
        if (context.User.Identity is { IsAuthenticated: true } || IsOpen(context))
        {
            return next(context);
        }
        if (context.GetEndpoint()?.Metadata.GetMetadata<PageMark>() is null)
        {
            return Problem.Of(Codes.Unauthenticated).Result().ExecuteAsync(context);
        }
        var wanted = context.Request.Path + context.Request.QueryString;
        context.Response.Redirect("/sign-in?to=" + Uri.EscapeDataString(wanted));
        return Task.CompletedTask;
    }

    /// <summary>True for pages, circuits and what belongs to them.</summary>
    internal static bool IsOurs(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ConsoleMark>() is not null;

    private static bool IsOpen(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<OpenMark>() is not null
        || context.Request.Path == "/sign-in";

    // A page of another origin may not act with its reader's cookie, not even over a socket.
    private static bool IsOfAnotherPage(HttpContext context) =>
        context.Request.Headers.Origin.ToString() is { Length: > 0 } origin
        && origin != $"{context.Request.Scheme}://{context.Request.Host.Value}";
}

/// <summary>Marks endpoints that belong to the console.</summary>
internal sealed record ConsoleMark;

/// <summary>
/// Marks endpoints that are pages: a reader who is not signed in is led to the sign-in.
/// </summary>
internal sealed record PageMark;

/// <summary>Marks endpoints that need no sign-in.</summary>
internal sealed record OpenMark;
