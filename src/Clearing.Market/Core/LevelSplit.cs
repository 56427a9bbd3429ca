using System.Runtime.CompilerServices;

namespace Clearing.Market.Core;

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
                Lottery.Split(ref run, level, fee);
                break;
            case TieRule.ProRata or TieRule.EqualSplit:
                Shares.Split(ref run, level, fee);
                break;
            default:
                throw new ArgumentException("Unknown tie rule.", nameof(run));
        }
        if (run.Remaining < before) { run.Lowest = fee; }
    }

    /// <summary>Serves rows one after the other while something remains.</summary>
    /// <remarks>Once nothing remains, no row is refused for its minimum.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InTurn(ref ClearingRun run, scoped ReadOnlySpan<int> rows, long fee)
    {
        var cuts = run.Cuts;
        var needs = run.Needs;
        var results = new ShareWriter(run);
        var refuseAll = run.Terms.Edition == RulesEdition.First && !needs.IsEmpty;
        var (remaining, next) = (run.Remaining, 0);
        for (; next < rows.Length && (remaining > 0 || refuseAll); next++)
        {
            var row = rows[next];
            var want = cuts[row];
            var give = Math.Min(want, remaining);
            if (!needs.IsEmpty && needs[row] > give)
            {
                run.Refuse(row, Reason.MinFill);
                continue;
            }
            results.Write(row, give);
            remaining -= give;
            if (give < want) { run.ShortAt = fee; }
        }
        if (next < rows.Length) { run.ShortAt = fee; }
        for (; next < rows.Length; next++) { results.Write(rows[next], 0); }
        run.Remaining = remaining;
    }
}
