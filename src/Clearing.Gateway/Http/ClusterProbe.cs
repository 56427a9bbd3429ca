using Clearing.Contracts;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Clearing.Gateway;

/// <summary>Finds out whether the cluster answers calls now.</summary>
/// <remarks>
/// It calls grains, as requests do, and each of these grains checks the journal every few seconds.
/// Several are called and one answer is enough. Grains on a silo that has just died do not answer,
/// but the other silos continue, and so should the gateways in front of them.
/// </remarks>
/// <param name="grains">The source of grain references.</param>
/// <param name="clock">The process's clock.</param>
public sealed class ClusterProbe(IGrainFactory grains, TimeProvider clock) : IHealthCheck
{
    // No real seller has these ids, because a path cannot name a seller with a slash. A probe
    // writes nothing.
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

    /// <summary>Why calls are not answered; null if they are. It takes at most 2 seconds.</summary>
    /// <remarks>
    /// Callers who ask while a probe is running, or within a second of its start, share its result,
    /// so many callers cause no more load than one.
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
        return $"the cluster does not answer: {CauseOf(cause!)}";
    }

    // Everybody may read it: another failure's text could name hosts.
    private static string CauseOf(Exception failure) =>
        failure is OutcomeUnknownException ? failure.Message : failure.GetType().Name;

    private async Task Ask(string seller) =>
        await grains.GetGrain<ISellerGrain>(seller).Probe().WaitAsync(ProbeTimeout, clock);
}
