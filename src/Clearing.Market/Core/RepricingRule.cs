namespace Clearing.Market.Core;

/// <summary>
/// Step 8: the fee to which a round lowers the awards of earlier rounds.
/// </summary>
/// <remarks>
/// Only volume from fresh capacity stands behind a fee; what was granted from relinquished offers
/// does not. The highest max fees are backed by fresh capacity first. Counted from the cheapest
/// fresh-backed volume up, the repricing fee is the max fee at which the required support is
/// reached.
/// </remarks>
public static class RepricingRule
{
    private const int Million = 1_000_000;

    /// <summary>The volume that must stand behind a repricing fee, cubic feet; 1 or more.</summary>
    /// <param name="fresh">Granted from fresh capacity, cubic feet.</param>
    /// <param name="minVolume">The configured volume, cubic feet.</param>
    /// <param name="supportPpm">The configured share of <paramref name="fresh"/>, per
    /// million.</param>
    public static long Support(long fresh, long minVolume, int supportPpm)
    {
        var share = (((Int128)fresh * supportPpm) + Million - 1) / Million;
        return Math.Max(Math.Max(1, minVolume), (long)share);
    }

    /// <summary>The repricing fee of a round, micros per cubic foot.</summary>
    /// <param name="outcome">The round's outcome.</param>
    /// <param name="fees">Max fee of each row of the clearing.</param>
    /// <param name="workspace">What the clearing left behind; its buffers are used.</param>
    /// <param name="fresh">Granted from fresh capacity, cubic feet; at most all that was
    /// granted.</param>
    /// <param name="support">The volume that must stand behind the fee; 1 or more.</param>
    /// <returns>
    /// The round fee where the support is reached at the lowest granted fee; null if less than
    /// the support is fresh: then the round reprices nobody.
    /// </returns>
    public static long? Fee(
        in ClearingOutcome outcome, ReadOnlySpan<long> fees, ClearingWorkspace workspace,
        long fresh, long support)
    {
        if (support > fresh) { return null; }
        var above = fresh - support;
        if (above == outcome.Granted - 1) { return outcome.RoundFee; }
        var winners = Gather(fees, workspace);
        MarginSelection.TrySelect(
            new(workspace.Keys, workspace.Weights, 0, winners),
            new(workspace.SpareKeys, workspace.SpareWeights, 0, winners),
            above, workspace.Buckets, out var margin, out _);
        return margin == outcome.LowestGranted ? outcome.RoundFee : margin;
    }

    private static int Gather(ReadOnlySpan<long> fees, ClearingWorkspace workspace)
    {
        var granted = workspace.Granted;
        var winners = 0;
        for (var row = 0; row < granted.Length; row++)
        {
            if (granted[row] == 0) { continue; }
            (workspace.Keys[winners], workspace.Weights[winners]) = (fees[row], granted[row]);
            winners++;
        }
        return winners;
    }
}
