namespace Clearing.Market;

/// <summary>
/// Step 4: grants everything above the marginal fee, splits the margin, and goes on below it
/// where minima left something over.
/// </summary>
internal static class Walk
{
    public static void Down(ref ClearingRun run)
    {
        if (run.Remaining == 0)
        {
            RefuseAll(ref run);
            return;
        }
        var margin = GrantAbove(ref run, out var level);
        if (margin is not { } fee) { return; }
        if (run.Remaining == 0)
        {
            foreach (var row in level) { run.Refuse(row, Reason.Outbid); }
            return;
        }
        LevelSplit.Split(ref run, level, fee);
        if (run.Remaining > 0) { Descent.From(ref run, fee); }
    }

    private static void RefuseAll(ref ClearingRun run)
    {
        var sweep = new Sweep(run, Bracket.Whole(run.Terms.Reserve));
        run.Demand = sweep.Demand;
        foreach (var row in run.Space.Listed.AsSpan(0, sweep.Listed))
        {
            run.Refuse(row, Reason.NoCapacity);
        }
    }

    /// <summary>Grants all rows above the margin and refuses all below it.</summary>
    /// <param name="run">The clearing.</param>
    /// <param name="level">The rows at the margin, not yet decided.</param>
    /// <returns>The marginal fee; null if everything fits.</returns>
    private static long? GrantAbove(scoped ref ClearingRun run, out Span<int> level)
    {
        var reserve = run.Terms.Reserve;
        var bracket = run.Space.Rows >= run.Space.SampleFrom
            ? Bracket.Guess(run)
            : Bracket.Whole(reserve);
        while (true)
        {
            var sweep = new Sweep(run, bracket);
            run.Demand = sweep.Demand;
            if (sweep.Above > run.Remaining)
            {
                bracket = new(bracket.Highest + 1, long.MaxValue);
                continue;
            }
            var listed = run.Space.Listed.AsSpan(0, sweep.Listed);
            var target = run.Remaining - (long)sweep.Above;
            var found = TrySelect(run, listed, target, out var margin);
            if (!found && bracket.Lowest > reserve)
            {
                bracket = new(reserve, bracket.Lowest - 1);
                continue;
            }
            run.Remaining = target;
            var rows = GrantListed(ref run, listed, found ? margin : -1);
            level = run.Space.Level.AsSpan(0, rows);
            return found ? margin : null;
        }
    }

    /// <summary>Selects the marginal fee among some rows.</summary>
    public static bool TrySelect(
        in ClearingRun run, scoped ReadOnlySpan<int> rows, long target, out long margin)
    {
        var (keys, weights) = (run.Space.Keys, run.Space.Weights);
        for (var i = 0; i < rows.Length; i++)
        {
            (keys[i], weights[i]) = (run.Fees[rows[i]], run.Cuts[rows[i]]);
        }
        return MarginSelection.TrySelect(
            keys.AsSpan(0, rows.Length),
            weights.AsSpan(0, rows.Length),
            target,
            run.Space.Buckets,
            out margin,
            out _);
    }

    /// <summary>
    /// Grants those of some rows that are above the margin and refuses those below.
    /// </summary>
    /// <returns>How many rows are at the margin; they are in the level buffer.</returns>
    public static int GrantListed(ref ClearingRun run, scoped ReadOnlySpan<int> rows, long margin)
    {
        var (level, lowest, left) = (0, long.MaxValue, run.Remaining);
        foreach (var row in rows)
        {
            var fee = run.Fees[row];
            if (fee > margin)
            {
                run.Grant(row, run.Cuts[row]);
                left -= run.Cuts[row];
                lowest = Math.Min(lowest, fee);
            }
            else if (fee == margin) { run.Space.Level[level++] = row; }
            else { run.Refuse(row, Reason.Outbid); }
        }
        if (left < run.Remaining) { run.Lowest = lowest; }
        run.Remaining = left;
        return level;
    }
}
