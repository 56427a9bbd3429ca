namespace Clearing.Market.Core;

/// <summary>Equal shares: every row gets the same, or all it wants where that is less.</summary>
internal static class EqualSplit
{
    /// <summary>Shares what remains among rows that together want more.</summary>
    /// <param name="run">The clearing.</param>
    /// <param name="rows">Rows by ascending sequence.</param>
    /// <param name="entries">What they ask for; its demands become what they get.</param>
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
        var gets = entries.Demands;
        for (var i = 0; i < gets.Length; i++)
        {
            gets[i] = gets[i] > level ? ~(level * lot) : gets[i] * lot;
        }
        entries.Give(run, rows, gets, left);
    }
}
