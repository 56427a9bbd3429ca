namespace Clearing.Market;

/// <summary>Splits what remains among the rows of a level that does not fit.</summary>
internal static class LevelSplit
{
    /// <summary>Decides every row of the level by the tie rule.</summary>
    /// <param name="run">The clearing; something remains, and less than the level wants.</param>
    /// <param name="level">The rows of the level, by ascending sequence.</param>
    /// <param name="fee">The level's fee.</param>
    public static void Split(ref ClearingRun run, scoped Span<int> level, long fee)
    {
        var before = run.Remaining;
        switch (run.Terms.TieRule)
        {
            case TieRule.TimePriority:
                InTurn(ref run, level, fee);
                break;
            case TieRule.SeededLottery:
                Lottery.Draw(run, level);
                InTurn(ref run, level, fee);
                break;
            case TieRule.ProRata or TieRule.EqualSplit:
                Shares.Split(ref run, level, fee);
                break;
            default:
                throw new ArgumentException("Unknown tie rule.", nameof(run));
        }
        if (run.Remaining < before) { run.Lowest = fee; }
    }

    private static void InTurn(ref ClearingRun run, scoped ReadOnlySpan<int> rows, long fee)
    {
        var remaining = run.Remaining;
        var next = 0;
        for (; next < rows.Length && (remaining > 0 || !run.Needs.IsEmpty); next++)
        {
            var row = rows[next];
            var want = run.Cuts[row];
            var give = Math.Min(want, remaining);
            if (run.Need(row) > give)
            {
                run.Refuse(row, Reason.MinFill);
                continue;
            }
            run.Granted[row] = give;
            run.Reasons[row] = give == 0 ? Reason.TieLost : Reason.None;
            remaining -= give;
            if (give < want) { run.ShortAt = fee; }
        }
        for (; next < rows.Length; next++)
        {
            run.Refuse(rows[next], Reason.TieLost);
            run.ShortAt = fee;
        }
        run.Remaining = remaining;
    }
}
