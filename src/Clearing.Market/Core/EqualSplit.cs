using System.Runtime.CompilerServices;

namespace Clearing.Market;

/// <summary>Equal shares: every row gets the same, or all it wants where that is less.</summary>
internal static class EqualSplit
{
    /// <summary>Shares what remains among rows that together want more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Share(in ClearingRun run, scoped ReadOnlySpan<int> rows)
    {
        var lot = run.Terms.Lot;
        var keys = run.Space.Keys.AsSpan(0, rows.Length);
        for (var i = 0; i < rows.Length; i++) { keys[i] = Lots(run.Cuts[rows[i]], lot); }
        var (level, left) = WaterLevel.Find(
            keys, run.Remaining / lot, run.Space.Buckets, run.Space.Counts);
        foreach (var row in rows)
        {
            unchecked
            {
                // Lots and levels are at least 0 and below 2^63: no difference overflows.
                var lots = Lots(run.Cuts[row], lot);
                var above = (level - lots) >> 63;
                var extra = above & ((-left) >> 63) & 1;
                left -= extra;
                run.Granted[row] = (((level + extra) & above) | (lots & ~above)) * lot;
            }
        }
    }

    private static long Lots(long volume, long lot) => lot == 1 ? volume : volume / lot;
}
