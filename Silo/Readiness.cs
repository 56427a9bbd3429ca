using Clearing.Gateway;
using Clearing.Journal;

namespace Clearing.Silo;

/// <summary>Says whether a silo may be sent work.</summary>
internal static class Readiness
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The reason why not; null if its journal answers within 2 seconds and, if it serves HTTP, the
    /// cluster does too.
    /// </summary>
    /// <param name="silo">The silo's services.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public static async Task<string?> FindFailure(IServiceProvider silo, CancellationToken cancellationToken) =>
        await JournalFailure(silo.GetRequiredService<IJournal>(), cancellationToken)
            ?? (silo.GetService<ClusterProbe>() is { } cluster
                ? await cluster.FindFailure().WaitAsync(cancellationToken)
                : null);

    private static async Task<string?> JournalFailure(
        IJournal journal, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ProbeTimeout);
        try
        {
            await foreach (var _ in journal.Streams("health/none", limit.Token)) { break; }
            return null;
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            return $"the journal does not answer: {failed.Message}";
        }
    }
}
