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
        if (limiter.Value.GlobalLimiter?.GetStatistics(context) is { } left)
        {
            var headers = context.Response.Headers;
            headers["RateLimit-Policy"] = string.Create(
                CultureInfo.InvariantCulture, $"\"calls\";q={options.Value.CallsPerSecond};w=1");
            headers["RateLimit"] = string.Create(
                CultureInfo.InvariantCulture, $"\"calls\";r={left.CurrentAvailablePermits};t=1");
        }
        return next(context);
    }
}
