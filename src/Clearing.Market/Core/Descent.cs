namespace Clearing.Market;

/// <summary>
/// Goes on below a split level when minima left something over there. From here on only bids
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
    /// <param name="run">The clearing; something remains.</param>
    /// <param name="margin">The fee of the level that was split.</param>
    public static void From(ref ClearingRun run, long margin)
    {
        var floor = margin;
        var rows = Candidates(run, margin);
        for (var turn = 0; run.Remaining > 0; turn++)
        {
            if (turn == run.Space.DescentTurns)
            {
                floor = SortedDescent.From(ref run, floor);
                break;
            }
            Walk.Gather(run, rows);
            var found = Walk.TrySelect(run, rows.Length, run.Remaining, out var next);
            var count = Walk.GrantListed(ref run, rows, found ? next : -1);
            if (run.Remaining == 0)
            {
                floor = run.Lowest!.Value;
                break;
            }
            floor = found ? next : run.Terms.Reserve;
            if (!found) { break; }
            LevelSplit.Split(ref run, Level(run, next, count), next);
            rows = StillServed(run, rows, next);
        }
        RefuseReached(run, floor, margin);
    }

    private static Span<int> Candidates(scoped in ClearingRun run, long ceiling)
    {
        var list = new RowList(run.Space.Listed);
        var (reserve, remaining) = (run.Terms.Reserve, run.Remaining);
        for (var row = 0; row < run.Fees.Length; row++)
        {
            var fee = run.Fees[row];
            list.Add(row, fee < ceiling & fee >= reserve
                & run.Cuts[row] > 0 & run.Needs[row] <= remaining);
        }
        return run.Space.Listed.AsSpan(0, list.Count);
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
        var level = run.Space.Level;
        if (run.Terms.TieRule is TieRule.TimePriority or TieRule.SeededLottery)
        {
            return level.AsSpan(0, count);
        }
        var list = new RowList(level);
        for (var row = 0; row < run.Fees.Length; row++)
        {
            list.Add(row, run.Fees[row] == fee & run.Cuts[row] > 0);
        }
        return level.AsSpan(0, list.Count);
    }

    /// <summary>Rows that were tried, got nothing and lost no tie lack their need.</summary>
    private static void RefuseReached(in ClearingRun run, long floor, long margin)
    {
        const int Step = Reason.Outbid - Reason.MinFill;
        for (var row = 0; row < run.Fees.Length; row++)
        {
            var fee = run.Fees[row];
            var refused = fee >= floor & fee < margin & run.Reasons[row] == Reason.Outbid;
            run.Reasons[row] -= (byte)(refused ? Step : 0);
        }
    }
}
