using System.Runtime.CompilerServices;

namespace Clearing.Market;

/// <summary>Equal shares: every row gets the same, or all it wants where that is less.</summary>
internal static class EqualSplit
{
    /// <summary>Shares what remains among rows that together want more.</summary>
    /// <param name="run">The clearing.</param>
    /// <param name="rows">Rows by ascending sequence.</param>
    /// <param name="entries">What they ask for.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Share(
        in ClearingRun run, scoped ReadOnlySpan<int> rows, scoped in ShareEntries entries)
    {
        var lot = run.Terms.Lot;
        var poured = new Weighted(
            run.Space.Keys, run.Space.SpareWeights, 0, entries.Demands.Length);
        entries.Demands.CopyTo(poured.Keys);
        entries.Counts.CopyTo(poured.Weights);
        var (level, left) = WaterLevel.Find(
            poured, run.Remaining / lot, run.Space.Buckets, run.Space.Counts);
        var demands = entries.OfRows;
        var results = new ShareWriter(run);
        for (var i = 0; i < rows.Length; i++)
        {
            unchecked
            {
                // Lots and levels are at least 0 and below 2^63: no difference overflows.
                var lots = demands[i];
                var above = (level - lots) >> 63;
                var extra = above & ((-left) >> 63) & 1;
                left -= extra;
                results.Write(rows[i], (((level + extra) & above) | (lots & ~above)) * lot);
            }
        }
    }
}
