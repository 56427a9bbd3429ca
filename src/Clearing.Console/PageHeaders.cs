using Clearing.Pages.Access;

namespace Clearing.Pages;

/// <summary>
/// The strict policy of the console's pages: nothing from elsewhere, nothing inline.
/// </summary>
/// <param name="next">The rest of the pipeline.</param>
internal sealed class PageHeaders(RequestDelegate next)
{
    // A chart that is saved as PNG is drawn from a blob of the page's own.
    private const string Policy = "default-src 'self'; img-src 'self' blob:; object-src 'none'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        if (Visitors.IsOurs(context)) { Set(context.Response.Headers); }
        return next(context);
    }

    /// <summary>Sets the headers of a page.</summary>
    public static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0) { headers.CacheControl = "no-cache, no-store"; }
    }
}
