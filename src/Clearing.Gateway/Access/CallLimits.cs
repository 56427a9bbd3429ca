using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>The token buckets that limit each caller's rate of calls.</summary>
/// <param name="options">The gateway's settings.</param>
internal sealed class CallLimits(IOptions<GatewayOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _buckets =
        PartitionedRateLimiter.Create<HttpContext, string>(call =>
            RateLimitPartition.GetTokenBucketLimiter(CallerOf(call), _ => BucketOf(options.Value)));

    /// <summary>Takes a call from its caller's bucket.</summary>
    /// <returns>If the bucket had one, and how many it has left.</returns>
    public (bool Taken, long Left) Take(HttpContext call)
    {
        using var lease = _buckets.AttemptAcquire(call);
        return (lease.IsAcquired, _buckets.GetStatistics(call)?.CurrentAvailablePermits ?? 0);
    }

    public void Dispose() => _buckets.Dispose();

    /// <summary>The bucket of each caller.</summary>
    /// <param name="options">The gateway's settings.</param>
    internal static TokenBucketRateLimiterOptions BucketOf(GatewayOptions options) => new()
    {
        TokenLimit = options.CallsAtOnce,
        TokensPerPeriod = options.CallsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };

    private static string CallerOf(HttpContext call) =>
        call.User.Identity is { IsAuthenticated: true }
            ? "caller " + call.User.FindFirst("sub")?.Value
            : "address " + call.Connection.RemoteIpAddress;
}
