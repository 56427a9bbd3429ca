namespace Clearing.Market.Core;

/// <summary>
/// Continues below a split level when minima left something over there. From here on only bids
/// whose need is within what remains can get anything.
/// </summary>
/// <remarks>
/// Bids that need more than remains can never be served: what remains only shrinks. While the
/// others of a level fit, every tie rule gives them all they want, so that those levels need no
/// split. Each turn finds the next level to split among the bids that can still be served; few
/// turns do as a rule, and where they do not the rest of the book is sorted.
/// </remarks>
internal static class Descent
{
    /// <summary>Grants what is possible at fees below a split level.</summary>
    /// <remarks>Looks near the margin first: what remains seldom reaches far.</remarks>
    /// <param name="run">The clearing; something remains.</param>
    /// <param name="margin">The fee of the level that was split.</param>
    public static void From(ref ClearingRun run, long margin)
    {
        var floor = margin;
        if (run.Nearest < margin)
        {
            floor = Turns(ref run, NearCandidates(run, margin), floor, run.Nearest);
        }
        if (run.Remaining > 0 && floor > run.Terms.Reserve)
        {
            floor = Turns(ref run, Candidates(run, floor), floor, run.Terms.Reserve);
        }
        var isOver = run.Remaining == 0 && run.Terms.Edition != RulesEdition.First;
        if (isOver && IsInTurn(run)) { LoseTie(ref run, floor); }
        if (floor < run.Nearest) { RefuseReached(run, floor, margin); }
        else { RefuseNear(run, floor, margin); }
    }

    /// <summary>Grants what is possible to some rows, level by level to split.</summary>
    /// <param name="run">The clearing; something remains.</param>
    /// <param name="rows">The rows that can still be served, at fees below the floor.</param>
    /// <param name="floor">The lowest fee that was reached.</param>
    /// <param name="least">Where the rows end: other rows below the floor are below this.</param>
    /// <returns>The lowest fee that was reached now.</returns>
    private static long Turns(ref ClearingRun run, scoped Span<int> rows, long floor, long least)
    {
        for (var turn = 0; run.Remaining > 0; turn++)
        {
            if (turn == run.Space.DescentTurns) { return SortedDescent.From(ref run, floor); }
            Granting.Gather(run, rows);
            var found = Granting.TrySelect(run, rows.Length, run.Remaining, out var next);
            var count = Granting.GrantListed(ref run, rows, found ? next : -1);
            if (run.Remaining == 0) { return run.Lowest!.Value; }
            if (!found) { return least; }
            LevelSplit.Split(ref run, Level(run, next, count), next);
            floor = next;
            rows = StillServed(run, rows, next);
        }
        return floor;
    }

    private static Span<int> NearCandidates(scoped in ClearingRun run, long ceiling)
    {
        var list = new RowList(run.Space.SpareRows);
        foreach (var row in run.Space.Listed.AsSpan(0, run.Near))
        {
            list.Add(row, run.Fees[row] < ceiling & run.Needs[row] <= run.Remaining);
        }
        return run.Space.SpareRows.AsSpan(0, list.Count);
    }

    private static Span<int> Candidates(scoped in ClearingRun run, long ceiling)
    {
        var list = new RowList(run.Space.SpareRows);
        var (reserve, remaining) = (run.Terms.Reserve, run.Remaining);
        for (var row = 0; row < run.Fees.Length; row++)
        {
            var fee = run.Fees[row];
            list.Add(row, fee < ceiling & fee >= reserve
                & run.Cuts[row] > 0 & run.Needs[row] <= remaining);
        }
        return run.Space.SpareRows.AsSpan(0, list.Count);
    }

    private static Span<int> StillServed(
        scoped in ClearingRun run, Span<int> rows, long ceiling)
    {
        var count = 0;
        foreach (var row in rows)
        {
            rows[count] = row;
            count += run.Fees[row] < ceiling & run.Needs[row] <= run.Remaining ? 1 : 0;
        }
        return rows[..count];
    }

    /// <summary>
    /// The rows of the next level to split. Shares are diluted by rows that can no longer be
    /// served, until these are dropped; in turn such rows are just skipped.
    /// </summary>
    private static Span<int> Level(scoped in ClearingRun run, long fee, int count)
    {
        return IsInTurn(run) ? run.Space.Level.AsSpan(0, count) : WholeLevel(run, fee);
    }

    /// <summary>All eligible rows of a level, by ascending sequence.</summary>
    private static Span<int> WholeLevel(scoped in ClearingRun run, long fee)
    {
        var list = new RowList(run.Space.Level);
        if (fee >= run.Nearest)
        {
            foreach (var row in run.Space.Listed.AsSpan(0, run.Near))
            {
                list.Add(row, run.Fees[row] == fee & run.Cuts[row] > 0);
            }
        }
        else
        {
            for (var row = 0; row < run.Fees.Length; row++)
            {
                list.Add(row, run.Fees[row] == fee & run.Cuts[row] > 0);
            }
        }
        return run.Space.Level.AsSpan(0, list.Count);
    }

    private static bool IsInTurn(in ClearingRun run) =>
        run.Terms.TieRule is TieRule.TimePriority or TieRule.SeededLottery;

    /// <summary>
    /// On the level where the volume ran out, all rows after the last one served lost the tie, even
    /// those that could not get their minimum.
    /// </summary>
    private static void LoseTie(ref ClearingRun run, long fee)
    {
        var level = WholeLevel(run, fee);
        if (run.Terms.TieRule == TieRule.SeededLottery) { Lottery.Sort(run, level); }
        for (var last = level.Length - 1; run.Granted[level[last]] == 0; last--)
        {
            run.Refuse(level[last], Reason.TieLost);
            run.ShortAt = fee;
        }
    }

    /// <summary>
    /// Rows that were tried and got nothing without losing a tie could not get their minimum.
    /// </summary>
    private static void RefuseReached(in ClearingRun run, long floor, long margin)
    {
        for (var row = 0; row < run.Fees.Length; row++) { RefuseIn(run, row, floor, margin); }
    }

    private static void RefuseNear(in ClearingRun run, long floor, long margin)
    {
        foreach (var row in run.Space.Listed.AsSpan(0, run.Near))
        {
            RefuseIn(run, row, floor, margin);
        }
    }

    private static void RefuseIn(in ClearingRun run, int row, long floor, long margin)
    {
        const int Step = Reason.Outbid - Reason.MinFill;
        var fee = run.Fees[row];
        var refused = fee >= floor & fee < margin & run.Reasons[row] == Reason.Outbid;
        run.Reasons[row] -= (byte)(refused ? Step : 0);
    }
}
