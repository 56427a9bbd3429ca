namespace Clearing.Market;

/// <summary>Equal shares: every row gets the same, or all it wants where that is less.</summary>
internal static class EqualSplit
{
    /// <summary>Shares what remains among rows that together want more.</summary>
    public static void Share(in ClearingRun run, scoped ReadOnlySpan<int> rows)
    {
        var lot = run.Terms.Lot;
        var keys = run.Space.Keys.AsSpan(0, rows.Length);
        for (var i = 0; i < rows.Length; i++) { keys[i] = run.Cuts[rows[i]] / lot; }
        var (level, left) = WaterLevel.Find(
            keys, run.Remaining / lot, run.Space.Buckets, run.Space.Counts);
        foreach (var row in rows)
        {
            var lots = run.Cuts[row] / lot;
            var extra = lots > level && left > 0 ? 1 : 0;
            left -= extra;
            run.Granted[row] = Math.Min(lots, level + extra) * lot;
        }
    }
}
