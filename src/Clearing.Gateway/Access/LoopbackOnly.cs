using System.Net;

namespace Clearing.Gateway;

/// <summary>
/// Without authentication <c>/v1</c> serves this machine alone, and only by its own names.
/// </summary>
/// <remarks>
/// The names are checked so that no web page can reach the gateway through a browser.
/// </remarks>
/// <param name="next">The rest of the pipeline.</param>
internal sealed class LoopbackOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/v1")
            || (context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
                && OwnName(context))
            ? next(context)
            : Problem.Of(Codes.LoopbackOnly).Result().ExecuteAsync(context);

    private static bool OwnName(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return host is "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
