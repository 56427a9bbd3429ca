namespace Clearing.Market;

/// <summary>
/// Goes on below a split level when minima left something over there. From here on only bids
/// whose need is within what remains can get anything.
/// </summary>
/// <remarks>
/// Bids that need more than remains can never be served: what remains only shrinks. While the
/// others of a level fit, the tie rules give them all they want, so those levels need no split.
/// </remarks>
internal static class Descent
{
    /// <summary>Grants what is possible at fees below a split level.</summary>
    /// <param name="run">The clearing; something remains.</param>
    /// <param name="margin">The fee of the level that was split.</param>
    public static void From(ref ClearingRun run, long margin)
    {
        var ceiling = margin;
        var floor = margin;
        var rows = Candidates(run, ceiling);
        while (run.Remaining > 0)
        {
            var found = Walk.TrySelect(run, rows, run.Remaining, out var next);
            Walk.GrantListed(ref run, rows, found ? next : -1);
            if (run.Remaining == 0)
            {
                floor = run.Lowest!.Value;
                break;
            }
            floor = found ? next : run.Terms.Reserve;
            if (!found) { break; }
            LevelSplit.Split(ref run, LevelAt(run, next), next);
            ceiling = next;
            rows = Remaining(run, rows, ceiling);
        }
        RefuseReached(run, floor, margin);
    }

    private static Span<int> Candidates(scoped in ClearingRun run, long ceiling)
    {
        var (listed, count) = (run.Space.Listed, 0);
        for (var row = 0; row < run.Fees.Length; row++)
        {
            var fee = run.Fees[row];
            var fits = fee < ceiling && fee >= run.Terms.Reserve
                && run.Cuts[row] > 0 && run.Need(row) <= run.Remaining;
            listed[count] = row;
            count += fits ? 1 : 0;
        }
        return listed.AsSpan(0, count);
    }

    private static Span<int> Remaining(scoped in ClearingRun run, Span<int> rows, long ceiling)
    {
        var count = 0;
        foreach (var row in rows)
        {
            rows[count] = row;
            count += run.Fees[row] < ceiling && run.Need(row) <= run.Remaining ? 1 : 0;
        }
        return rows[..count];
    }

    private static Span<int> LevelAt(scoped in ClearingRun run, long fee)
    {
        var (level, count) = (run.Space.Level, 0);
        for (var row = 0; row < run.Fees.Length; row++)
        {
            level[count] = row;
            count += run.Fees[row] == fee && run.Cuts[row] > 0 ? 1 : 0;
        }
        return level.AsSpan(0, count);
    }

    /// <summary>
    /// Bids that were tried, got nothing and were not split away lost by their minimum.
    /// </summary>
    private static void RefuseReached(in ClearingRun run, long floor, long margin)
    {
        for (var row = 0; row < run.Fees.Length; row++)
        {
            var fee = run.Fees[row];
            if (fee >= floor && fee < margin && run.Reasons[row] == Reason.Outbid)
            {
                run.Reasons[row] = Reason.MinFill;
            }
        }
    }
}
