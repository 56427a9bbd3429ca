namespace Clearing.Market;

/// <summary>Drops rows that equal shares leave below their need, the latest first.</summary>
/// <remarks>
/// A drop never lessens another row's share. So a row that is well served stays so, and one pass
/// from the latest row to the earliest finds all drops in the right sequence, while the level of
/// the shares rises over the sorted demands.
/// </remarks>
internal ref struct EqualDrops
{
    private readonly DropBuffers rows;
    private readonly int count;

    /// <summary>The level of the shares, and the lots left over above it.</summary>
    private long level;
    private long left;

    /// <summary>Live rows that want more than the level; those among them already passed.</summary>
    private long above;
    private long aboveAndPassed;

    /// <summary>The next row by demand that the level may reach.</summary>
    private int next;

    private EqualDrops(in ClearingRun run, int count)
    {
        rows = run.Space.Drops;
        this.count = count;
        var poured = new Weighted(run.Space.Keys, run.Space.SpareWeights, 0, count);
        rows.Demands.AsSpan(0, count).CopyTo(poured.Keys);
        poured.Weights.Fill(1);
        (level, left) = WaterLevel.Find(
            poured, run.Remaining / run.Terms.Lot, run.Space.Buckets, run.Space.Counts);
        while (next < count && rows.Demands[rows.ByDemand[next]] <= level) { next++; }
        above = count - next;
    }

    /// <summary>Marks the rows to be dropped.</summary>
    /// <param name="run">The clearing; its drop buffers hold the level.</param>
    /// <param name="count">How many rows the level has; together they want too much.</param>
    public static void Mark(in ClearingRun run, int count) => new EqualDrops(run, count).Pass();

    private void Pass()
    {
        for (var row = count - 1; row >= 0 && above > 0; row--)
        {
            if (rows.Demands[row] <= level) { continue; }
            var earlier = above - aboveAndPassed - 1;
            var share = level + (earlier < left ? 1 : 0);
            if (share >= rows.Needs[row])
            {
                aboveAndPassed++;
                continue;
            }
            rows.Dropped[row] = true;
            above--;
            left += level;
            Rise(row);
        }
    }

    private void Rise(int passing)
    {
        while (above > 0 && left >= above)
        {
            SkipDropped();
            var step = Math.Min(left / above, rows.Demands[rows.ByDemand[next]] - level);
            level += step;
            left -= step * above;
            for (; next < count; next++)
            {
                SkipDropped();
                if (next == count || rows.Demands[rows.ByDemand[next]] > level) { break; }
                above--;
                aboveAndPassed -= rows.ByDemand[next] > passing ? 1 : 0;
            }
        }
    }

    private void SkipDropped()
    {
        while (next < count && rows.Dropped[rows.ByDemand[next]]) { next++; }
    }
}
