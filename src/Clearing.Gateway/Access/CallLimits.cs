using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>Limits each caller's rate of calls by a token bucket.</summary>
internal static class CallLimits
{
    public static void Configure(RateLimiterOptions limits)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Bucket);
        limits.OnRejected = async (rejected, _) =>
            await Problem.Of(Codes.TooManyCalls).Result().ExecuteAsync(rejected.HttpContext);
    }

    /// <summary>True for a call of the API, if callers are known.</summary>
    public static bool Limits(HttpContext context) =>
        context.RequestServices.GetRequiredService<TokenKeys>().Required
        && context.Request.Path.StartsWithSegments("/v1");

    private static RateLimitPartition<string> Bucket(HttpContext context)
    {
        if (!Limits(context)) { return RateLimitPartition.GetNoLimiter(""); }
        var options = context.RequestServices.GetRequiredService<IOptions<GatewayOptions>>().Value;
        var caller = context.User.Identity is { IsAuthenticated: true }
            ? "caller " + context.User.FindFirst("sub")?.Value
            : "address " + context.Connection.RemoteIpAddress;
        return RateLimitPartition.GetTokenBucketLimiter(caller, _ => BucketOf(options));
    }

    /// <summary>The bucket of each caller.</summary>
    /// <param name="options">The gateway's settings.</param>
    internal static TokenBucketRateLimiterOptions BucketOf(GatewayOptions options) => new()
    {
        TokenLimit = options.CallsAtOnce,
        TokensPerPeriod = options.CallsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };
}
