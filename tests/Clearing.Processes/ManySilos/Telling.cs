using Clearing.Market;

namespace Clearing.Processes.ManySilos;

/// <summary>Waits for the notices of a cleared round.</summary>
internal static class Telling
{
    /// <summary>Waits until every seller is notified, and returns the awards of a round.</summary>
    internal static async Task<IEnumerable<(string Market, Award Award)>> Awards(
        ProcessCluster cluster, string market, int round)
    {
        await Retry.Until(() => cluster.Round(market).Report(), report => report.Untold == 0);
        var granted = await Retry.Until(
            () => cluster.Round(market).Awards(round, skip: 0, most: int.MaxValue), _ => true);
        return granted.Select(award => (market, award));
    }
}
