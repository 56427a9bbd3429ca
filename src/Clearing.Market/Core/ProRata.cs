using System.Runtime.CompilerServices;

namespace Clearing.Market.Core;

/// <summary>
/// Shares in proportion to demand: whole lots rounded down, left-over lots by largest remainder,
/// then lower sequence.
/// </summary>
internal static class ProRata
{
    /// <summary>Shares what remains among rows that together want more.</summary>
    /// <param name="run">The clearing.</param>
    /// <param name="rows">Rows by ascending sequence.</param>
    /// <param name="entries">What they ask for; its demands become what they get.</param>
    public static void Share(
        in ClearingRun run, scoped ReadOnlySpan<int> rows, scoped in ShareEntries entries)
    {
        if (!IsNarrow(run, entries))
        {
            Wide(run, rows, entries);
            return;
        }
        var left = Narrow(run, entries);
        var count = entries.Demands.Length;
        MarginSelection.TrySelect(
            new(run.Space.Keys, run.Space.ShareCounts, 0, count),
            new(run.Space.SpareKeys, run.Space.SpareWeights, 0, count),
            left,
            run.Space.Buckets,
            out var margin,
            out var above);
        var lot = run.Terms.Lot;
        var rests = run.Space.Keys;
        var gets = entries.Demands;
        for (var i = 0; i < count; i++)
        {
            var get = (gets[i] + (rests[i] > margin ? 1 : 0)) * lot;
            gets[i] = rests[i] == margin ? ~get : get;
        }
        entries.Give(run, rows, gets, left - above);
    }

    /// <summary>
    /// True if every product of lots and a demand, and the total, are below 2^63.
    /// </summary>
    public static bool IsNarrow(in ClearingRun run, scoped in ShareEntries entries) =>
        (UInt128)(ulong)entries.Max * (ulong)(run.Remaining / run.Terms.Lot) <= long.MaxValue
            && entries.Total <= long.MaxValue;

    /// <summary>
    /// Each entry's share and remainder, with products below 2^63 and a multiplication in place
    /// of each division.
    /// </summary>
    /// <returns>The lots left over.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Narrow(in ClearingRun run, scoped in ShareEntries entries)
    {
        var (total, lots) = ((long)entries.Total, run.Remaining / run.Terms.Lot);
        var demands = entries.Demands;
        var counts = entries.Counts;
        var rests = run.Space.Keys;
        // lots < total, so that the quotient scaled by 2^64 fits; it is low by less than one
        // unit, and a demand below 2^63 makes of that at most one lot, which is put right.
        var scaled = (ulong)(((UInt128)(ulong)lots << 64) / (ulong)total);
        var left = lots;
        for (var i = 0; i < demands.Length; i++)
        {
            var demand = demands[i];
            unchecked
            {
                var share = (long)Math.BigMul((ulong)demand, scaled, out _);
                var rest = (lots * demand) - (share * total) - total;
                var low = ~(rest >> 63);
                share -= low;
                rests[i] = rest + (total & ~low);
                demands[i] = share;
                left -= share * counts[i];
            }
        }
        return left;
    }

    /// <summary>
    /// The same with products of 128 bits; demands are so large that each row is an entry.
    /// </summary>
    private static void Wide(
        in ClearingRun run, scoped ReadOnlySpan<int> rows, scoped in ShareEntries entries)
    {
        var lot = run.Terms.Lot;
        var lots = run.Remaining / lot;
        var shares = run.Space.SpareKeys;
        var rests = ClearingWorkspace.Fit(ref run.Space.WideRests, run.Space.Rows);
        var sorted = ClearingWorkspace.Fit(ref run.Space.SortedRests, run.Space.Rows)
            .AsSpan(0, rows.Length);
        var left = lots;
        for (var i = 0; i < rows.Length; i++)
        {
            var product = (UInt128)(ulong)lots * (ulong)entries.Demands[i];
            (var share, rests[i]) = UInt128.DivRem(product, entries.Total);
            shares[i] = (long)share;
            left -= shares[i];
        }
        rests.AsSpan(0, rows.Length).CopyTo(sorted);
        sorted.Sort();
        var margin = left == 0 ? UInt128.MaxValue : sorted[^(int)left];
        for (var i = 0; i < rows.Length; i++) { left -= rests[i] > margin ? 1 : 0; }
        var results = new ShareWriter(run);
        for (var i = 0; i < rows.Length; i++)
        {
            var extra = rests[i] > margin || (rests[i] == margin && left-- > 0);
            results.Write(rows[i], (shares[i] + (extra ? 1 : 0)) * lot);
        }
    }
}
