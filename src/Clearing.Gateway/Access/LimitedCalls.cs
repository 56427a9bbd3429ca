using System.Globalization;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>
/// Refuses calls of the API above their caller's limit, and says in headers how many calls the caller has left.
/// </summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="limits">Count the calls.</param>
/// <param name="options">The gateway's settings.</param>
internal sealed class LimitedCalls(
    RequestDelegate next, CallLimits limits, IOptions<GatewayOptions> options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/v1"))
        {
            var (taken, left) = limits.Take(context);
            Tell(context.Response.Headers, left);
            if (!taken)
            {
                await Problem.Of(Codes.TooManyCalls).Result().ExecuteAsync(context);
                return;
            }
        }
        await next(context);
    }

    private void Tell(IHeaderDictionary headers, long left)
    {
        var most = options.Value.CallsAtOnce;
        headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture, $"\"calls\";q={most};w={SecondsFor(most)}");
        headers["RateLimit"] = string.Create(
            CultureInfo.InvariantCulture, $"\"calls\";r={left};t={SecondsFor(most - left)}");
    }

    // How long the bucket takes to get so many calls back.
    private long SecondsFor(long calls) => Math.Max(
        1, (calls + options.Value.CallsPerSecond - 1) / Math.Max(1, options.Value.CallsPerSecond));
}
