using Microsoft.AspNetCore.Http.Features;

namespace Clearing.Gateway;

/// <summary>Answers HEAD like GET: the same status and headers without the body.</summary>
/// <param name="next">The rest of the pipeline.</param>
internal sealed class HeadRequests(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }
        context.Request.Method = HttpMethods.Get;
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        context.Items[typeof(HeadRequests)] = true;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Features.Set(body);
        }
    }

    /// <summary>True for HEAD, for which an endless body must not be started.</summary>
    public static bool IsHead(HttpContext context) =>
        context.Items.ContainsKey(typeof(HeadRequests));
}
