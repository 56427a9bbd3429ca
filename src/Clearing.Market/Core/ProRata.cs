using System.Runtime.CompilerServices;

namespace Clearing.Market;

/// <summary>
/// Shares in proportion to demand: whole lots rounded down, left-over lots by largest remainder,
/// then lower sequence.
/// </summary>
internal static class ProRata
{
    /// <summary>Shares what remains among rows that together want more.</summary>
    /// <param name="run">The clearing.</param>
    /// <param name="rows">Rows by ascending sequence.</param>
    /// <param name="total">What the rows want together, in lots.</param>
    public static void Share(in ClearingRun run, scoped ReadOnlySpan<int> rows, UInt128 total)
    {
        if (IsNarrow(run, rows, total)) { Narrow(run, rows, (long)total); }
        else { Wide(run, rows, total); }
    }

    /// <summary>
    /// Whether every product of lots and a demand, and the total, are below 2^63.
    /// </summary>
    public static bool IsNarrow(
        in ClearingRun run, scoped ReadOnlySpan<int> rows, UInt128 total)
    {
        var most = 0L;
        foreach (var row in rows) { most = Math.Max(most, run.Cuts[row]); }
        var product = (UInt128)(ulong)(most / run.Terms.Lot)
            * (ulong)(run.Remaining / run.Terms.Lot);
        return product <= long.MaxValue && total <= long.MaxValue;
    }

    /// <summary>With products below 2^63, and a multiplication in place of each division.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(in ClearingRun run, ReadOnlySpan<int> rows, long total)
    {
        var lot = run.Terms.Lot;
        var lots = run.Remaining / lot;
        var (keys, weights) = (run.Space.Keys, run.Space.Weights);
        // lots < total, so that the quotient scaled by 2^64 fits; it is low by less than one
        // unit, and a demand below 2^63 makes of that at most one lot, which is put right.
        var scaled = (ulong)(((UInt128)(ulong)lots << 64) / (ulong)total);
        var left = lots;
        for (var i = 0; i < rows.Length; i++)
        {
            var demand = run.Cuts[rows[i]];
            demand = lot == 1 ? demand : demand / lot;
            unchecked
            {
                var share = (long)Math.BigMul((ulong)demand, scaled, out _);
                var rest = (lots * demand) - (share * total) - total;
                var low = ~(rest >> 63);
                share -= low;
                rest += total & ~low;
                (keys[i], weights[i]) = (rest, 1);
                run.Granted[rows[i]] = share * lot;
                left -= share;
            }
        }
        MarginSelection.TrySelect(
            new(keys, weights, 0, rows.Length),
            new(run.Space.SpareKeys, run.Space.SpareWeights, 0, rows.Length),
            left,
            run.Space.Buckets,
            out var margin,
            out var above);
        GiveLeftOver(run, rows, margin, left - above);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GiveLeftOver(
        in ClearingRun run, ReadOnlySpan<int> rows, long margin, long atMargin)
    {
        var (lot, rests) = (run.Terms.Lot, run.Space.Keys);
        for (var i = 0; i < rows.Length; i++)
        {
            var rest = rests[i];
            var extra = rest > margin | (rest == margin & atMargin > 0) ? 1 : 0;
            atMargin -= rest == margin ? 1 : 0;
            run.Granted[rows[i]] += lot & -extra;
        }
    }

    /// <summary>The same with products of 128 bits.</summary>
    private static void Wide(in ClearingRun run, scoped ReadOnlySpan<int> rows, UInt128 total)
    {
        var lot = run.Terms.Lot;
        var lots = run.Remaining / lot;
        var rests = ClearingWorkspace.Fit(ref run.Space.WideRests, run.Space.Rows);
        var sorted = ClearingWorkspace.Fit(ref run.Space.SortedRests, run.Space.Rows)
            .AsSpan(0, rows.Length);
        var left = lots;
        for (var i = 0; i < rows.Length; i++)
        {
            var product = (UInt128)(ulong)lots * (ulong)(run.Cuts[rows[i]] / lot);
            (var share, rests[i]) = UInt128.DivRem(product, total);
            run.Granted[rows[i]] = (long)share * lot;
            left -= (long)share;
        }
        rests.AsSpan(0, rows.Length).CopyTo(sorted);
        sorted.Sort();
        var margin = left == 0 ? UInt128.MaxValue : sorted[^(int)left];
        for (var i = 0; i < rows.Length; i++) { left -= rests[i] > margin ? 1 : 0; }
        for (var i = 0; i < rows.Length; i++)
        {
            var extra = rests[i] > margin || (rests[i] == margin && left-- > 0);
            run.Granted[rows[i]] += extra ? lot : 0;
        }
    }
}
