using Clearing.Gateway;
using Clearing.Journal;

namespace Clearing.Silo;

/// <summary>Whether a silo may be sent work.</summary>
internal static class Readiness
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Why not; null if its journal answers within 2 seconds and, where it serves HTTP, the cluster
    /// does too.
    /// </summary>
    /// <param name="silo">The silo's services.</param>
    /// <param name="aborted">Ends the looking.</param>
    public static async Task<string?> WhyNot(IServiceProvider silo, CancellationToken aborted) =>
        await WhyNoJournal(silo.GetRequiredService<IJournal>(), aborted)
            ?? (silo.GetService<ClusterProbe>() is { } cluster
                ? await cluster.WhyNoAnswer().WaitAsync(aborted)
                : null);

    private static async Task<string?> WhyNoJournal(IJournal journal, CancellationToken aborted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        limit.CancelAfter(LongestLook);
        try
        {
            await foreach (var _ in journal.Streams("health/none", limit.Token)) { break; }
            return null;
        }
        catch (Exception failed) when (!aborted.IsCancellationRequested)
        {
            return $"the journal does not answer: {failed.Message}";
        }
    }
}
