using Clearing.Journal;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Clearing.Silo;

/// <summary>Checks that the journal answers within 2 seconds, so that the silo is ready.</summary>
internal sealed class JournalCheck(IJournal journal) : IHealthCheck
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ProbeTimeout);
        try
        {
            await foreach (var _ in journal.Streams("health/none", limit.Token)) { break; }
            return HealthCheckResult.Healthy();
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(
                $"the journal does not answer: {JournalCauses.Of(failed)}", failed);
        }
    }
}
