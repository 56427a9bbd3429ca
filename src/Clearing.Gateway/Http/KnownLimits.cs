using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Where the limits are that refusals name.</summary>
/// <param name="Config">The market's configuration; null if no refusal is about it.</param>
/// <param name="Quota">A seller's quota; null if no refusal is about it.</param>
internal sealed record KnownLimits(MarketConfig? Config, SellerQuota? Quota = null)
{
    /// <summary>Asks the cluster for what refusals are about, and for nothing else.</summary>
    /// <param name="cluster">The grains.</param>
    /// <param name="market">The market.</param>
    /// <param name="refusals">Statuses of commands.</param>
    /// <param name="gone">The caller went away.</param>
    public static async Task<KnownLimits> Of<TStatus>(
        Cluster cluster, string market, IEnumerable<TStatus> refusals, CancellationToken gone)
        where TStatus : struct, Enum
    {
        string[] codes = [.. refusals.Distinct().Select(Words.Of)];
        return new KnownLimits(
            codes.Any(IsOfConfig)
                ? (await cluster.Ask(cluster.Market(market).Report(), gone)).Config
                : null,
            codes.Any(IsOfQuota) ? await cluster.Ask(cluster.Market(market).Quota(), gone) : null);
    }

    private static bool IsOfConfig(string code) => code is "FEE_ABOVE_LIMIT" or "FEE_OFF_TICK"
        or "VOLUME_OFF_LOT" or "MIN_VOLUME_OFF_LOT" or "VOLUME_BELOW_LIMIT";

    private static bool IsOfQuota(string code) => code is "OPEN_BIDS_FULL" or "REFUSALS_FULL";
}
