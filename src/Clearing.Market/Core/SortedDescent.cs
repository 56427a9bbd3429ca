namespace Clearing.Market.Core;

/// <summary>The descent level by level over a sorted rest of the book.</summary>
internal static class SortedDescent
{
    /// <summary>Grants what is possible at fees below a level.</summary>
    /// <param name="run">The clearing; something remains.</param>
    /// <param name="ceiling">Only lower fees are looked at.</param>
    /// <returns>The fee of the last level that was reached.</returns>
    public static long From(ref ClearingRun run, long ceiling)
    {
        var rows = Sorted(run, ceiling);
        var (to, floor) = (rows.Length, ceiling);
        while (to > 0 && run.Remaining > 0)
        {
            var from = to - 1;
            floor = run.Fees[rows[from]];
            while (from > 0 && run.Fees[rows[from - 1]] == floor) { from--; }
            var level = rows[from..to];
            if (Fits(run, level)) { GrantServed(ref run, level); }
            else
            {
                level.Sort();
                LevelSplit.Split(ref run, level, floor);
            }
            to = from;
        }
        return run.Remaining > 0 ? run.Terms.Reserve : floor;
    }

    private static Span<int> Sorted(scoped in ClearingRun run, long ceiling)
    {
        var list = new RowList(run.Space.SpareRows);
        for (var row = 0; row < run.Fees.Length; row++)
        {
            run.Space.Keys[list.Count] = run.Fees[row];
            list.Add(row, run.Fees[row] < ceiling
                & run.Fees[row] >= run.Terms.Reserve & run.Cuts[row] > 0);
        }
        var rows = run.Space.SpareRows.AsSpan(0, list.Count);
        run.Space.Keys.AsSpan(0, list.Count).Sort(rows);
        return rows;
    }

    /// <summary>True if all rows of a level that can be served at all fit together.</summary>
    private static bool Fits(in ClearingRun run, ReadOnlySpan<int> level)
    {
        var left = run.Remaining;
        foreach (var row in level)
        {
            if (run.Needs[row] > run.Remaining) { continue; }
            if (run.Cuts[row] > left) { return false; }
            left -= run.Cuts[row];
        }
        return true;
    }

    private static void GrantServed(ref ClearingRun run, ReadOnlySpan<int> level)
    {
        var most = run.Remaining;
        foreach (var row in level)
        {
            if (run.Needs[row] > most) { continue; }
            run.Grant(row, run.Cuts[row]);
            run.Remaining -= run.Cuts[row];
            run.Lowest = run.Fees[row];
        }
    }
}
