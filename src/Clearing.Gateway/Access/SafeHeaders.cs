namespace Clearing.Gateway;

/// <summary>Adds security headers for browsers and caches.</summary>
/// <param name="next">The rest of the pipeline.</param>
internal sealed class SafeHeaders(RequestDelegate next)
{
    private const string NoContent = "default-src 'none'; frame-ancestors 'none'";
    private const string OwnContent =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy =
            context.Request.Path.StartsWithSegments("/docs") ? OwnContent : NoContent;
        if (context.Request.Path.StartsWithSegments("/v1")) { headers.CacheControl = "no-store"; }
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
        return next(context);
    }
}
