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
        var most = 0L;
        foreach (var row in rows) { most = Math.Max(most, run.Cuts[row] / run.Terms.Lot); }
        var product = (UInt128)(ulong)most * (ulong)(run.Remaining / run.Terms.Lot);
        if (product <= long.MaxValue && total <= long.MaxValue) { Narrow(run, rows, (long)total); }
        else { Wide(run, rows, total); }
    }

    private static void Narrow(in ClearingRun run, scoped ReadOnlySpan<int> rows, long total)
    {
        var lot = run.Terms.Lot;
        var lots = run.Remaining / lot;
        var rests = ClearingWorkspace.Fit(ref run.Space.Tickets, run.Space.Rows);
        var left = lots;
        for (var i = 0; i < rows.Length; i++)
        {
            var product = (ulong)lots * (ulong)(run.Cuts[rows[i]] / lot);
            var share = product / (ulong)total;
            rests[i] = product - (share * (ulong)total);
            run.Granted[rows[i]] = (long)share * lot;
            left -= (long)share;
            (run.Space.Keys[i], run.Space.Weights[i]) = ((long)rests[i], 1);
        }
        MarginSelection.TrySelect(
            run.Space.Keys.AsSpan(0, rows.Length),
            run.Space.Weights.AsSpan(0, rows.Length),
            left,
            run.Space.Buckets,
            out var margin,
            out var above);
        left -= above;
        for (var i = 0; i < rows.Length; i++)
        {
            if ((long)rests[i] < margin) { continue; }
            if ((long)rests[i] > margin) { run.Granted[rows[i]] += lot; }
            else if (left-- > 0) { run.Granted[rows[i]] += lot; }
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
