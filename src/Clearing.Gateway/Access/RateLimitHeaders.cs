using System.Globalization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>Adds headers with the number of calls that the caller has left.</summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="limiter">Counts the calls.</param>
/// <param name="options">The limits.</param>
internal sealed class RateLimitHeaders(
    RequestDelegate next, IOptions<RateLimiterOptions> limiter, IOptions<GatewayOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (CallLimits.Limits(context)
            && limiter.Value.GlobalLimiter?.GetStatistics(context) is { } left)
        {
            var headers = context.Response.Headers;
            // This call is not counted yet, or it is refused because none is left.
            var (most, now) = (
                options.Value.CallsAtOnce, Math.Max(0, left.CurrentAvailablePermits - 1));
            headers["RateLimit-Policy"] = string.Create(
                CultureInfo.InvariantCulture, $"\"calls\";q={most};w={SecondsFor(most)}");
            headers["RateLimit"] = string.Create(
                CultureInfo.InvariantCulture, $"\"calls\";r={now};t={SecondsFor(most - now)}");
        }
        return next(context);
    }

    // How long the bucket takes to get so many calls back.
    private long SecondsFor(long calls) => Math.Max(
        1, (calls + options.Value.CallsPerSecond - 1) / Math.Max(1, options.Value.CallsPerSecond));
}
