using Clearing.Contracts;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Clearing.Gateway;

/// <summary>Finds out whether the cluster would answer a call now.</summary>
/// <remarks>
/// It asks grains, as callers' requests do, and each of them looks at the journal every few
/// seconds. Several are asked and one answer is enough: of those on a silo that has just died none
/// comes, but the other silos go on, and so should the gateways in front of them.
/// </remarks>
/// <param name="grains">Where the grains are.</param>
/// <param name="clock">The process's clock.</param>
public sealed class ClusterProbe(IGrainFactory grains, TimeProvider clock) : IHealthCheck
{
    // Nobody's ids: a path cannot name a seller with a slash. Asking writes nothing.
    private static readonly string[] Asked = ["health/1", "health/2", "health/3", "health/4"];
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<string?>? _look;
    private long _startedAt;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Health.Result(await FindFailure().WaitAsync(cancellationToken));

    /// <summary>Why calls get no answer; null if they do. It takes 2 seconds at the most.</summary>
    /// <remarks>
    /// All who ask while a look is running, or within a second of its start, get its result: many
    /// callers are no more load than one.
    /// </remarks>
    public Task<string?> FindFailure()
    {
        lock (_gate)
        {
            if (_look is null || (_look.IsCompleted && clock.GetElapsedTime(_startedAt) >= Fresh))
            {
                (_startedAt, _look) = (clock.GetTimestamp(), Look());
            }
            return _look;
        }
    }

    private async Task<string?> Look()
    {
        Exception? cause = null;
        await foreach (var answer in Task.WhenEach(Asked.Select(Ask)))
        {
            try
            {
                await answer;
                return null;
            }
            catch (Exception failed)
            {
                cause = failed;
            }
        }
        return $"the cluster does not answer: {cause?.Message}";
    }

    private async Task Ask(string seller) =>
        await grains.GetGrain<ISellerGrain>(seller).Probe().WaitAsync(ProbeTimeout, clock);
}
