namespace Clearing.Market.Core;

/// <summary>
/// The rows of a level while those that cannot get their need are dropped; numbered by their
/// place in the level, which is their sequence.
/// </summary>
internal sealed class DropBuffers
{
    public bool[] Dropped = [];

    /// <summary>What each row wants, and the least it must get, in lots.</summary>
    public long[] Demands = [];
    public long[] Needs = [];

    /// <summary>Rows by ascending demand, then sequence; and where each row stands there.</summary>
    public int[] ByDemand = [];
    public int[] Place = [];

    /// <summary>The group of each row: the rows of one demand.</summary>
    public int[] Group = [];

    /// <summary>The row watched after this one in its group; -1 at the end.</summary>
    public int[] Next = [];

    /// <summary>Live rows by place, as a tree of partial sums (Fenwick).</summary>
    public int[] Live = [];

    public DemandGroup<ulong>[] Groups = [];
    public DemandGroup<UInt128>[] WideGroups = [];
    public UInt128[] WideRests = [];

    /// <summary>Takes the rows of a level; all are live.</summary>
    public void Begin(in ClearingRun run, ReadOnlySpan<int> level)
    {
        var (rows, lot) = (run.Space.Rows, run.Terms.Lot);
        ClearingWorkspace.Fit(ref Dropped, rows).AsSpan(0, level.Length).Clear();
        ClearingWorkspace.Fit(ref Demands, rows);
        ClearingWorkspace.Fit(ref Needs, rows);
        ClearingWorkspace.Fit(ref ByDemand, rows);
        for (var i = 0; i < level.Length; i++)
        {
            var need = run.Needs[level[i]];
            Demands[i] = run.Cuts[level[i]] / lot;
            Needs[i] = (need / lot) + (need % lot > 0 ? 1 : 0);
            ByDemand[i] = i;
        }
        var keys = run.Space.Keys.AsSpan(0, level.Length);
        Demands.AsSpan(0, level.Length).CopyTo(keys);
        var sorted = ByDemand.AsSpan(0, level.Length);
        keys.Sort(sorted);
        for (int from = 0, to; from < keys.Length; from = to)
        {
            for (to = from + 1; to < keys.Length && keys[to] == keys[from]; to++) { }
            sorted[from..to].Sort();
        }
    }
}
