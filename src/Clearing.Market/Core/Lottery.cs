namespace Clearing.Market.Core;

/// <summary>Serves the rows of a level in the order of their lottery keys.</summary>
/// <remarks>
/// A ticket is the start of a row's key; the whole keys are looked at only where tickets tie.
/// </remarks>
internal static class Lottery
{
    private const int KeyBytes = 32;

    /// <summary>Decides every row of a level that does not fit.</summary>
    public static void Split(ref ClearingRun run, scoped Span<int> level, long fee)
    {
        var rows = run.Needs.IsEmpty ? LotteryDraw.Decide(ref run, level) : level;
        Sort(run, rows);
        LevelSplit.InTurn(ref run, rows, fee);
    }

    /// <summary>Sorts rows by ascending key; rows of equal key by sequence.</summary>
    public static void Sort(scoped in ClearingRun run, scoped Span<int> rows)
    {
        var tickets = ClearingWorkspace.Fit(ref run.Space.Tickets, run.Space.Rows)
            .AsSpan(0, rows.Length);
        for (var i = 0; i < rows.Length; i++) { tickets[i] = run.Tickets[rows[i]]; }
        tickets.Sort(rows);
        for (int from = 0, to; from < rows.Length; from = to)
        {
            for (to = from + 1; to < rows.Length && tickets[to] == tickets[from]; to++) { }
            if (to - from > 1) { Untie(run.Lottery!, rows[from..to]); }
        }
    }

    private static void Untie(ILotteryKeys lottery, Span<int> rows)
    {
        Span<byte> moving = stackalloc byte[KeyBytes];
        Span<byte> other = stackalloc byte[KeyBytes];
        rows.Sort();
        for (var i = 1; i < rows.Length; i++)
        {
            var (row, at) = (rows[i], i);
            lottery.Key(row, moving);
            for (; at > 0; at--)
            {
                lottery.Key(rows[at - 1], other);
                if (other.SequenceCompareTo(moving) <= 0) { break; }
                rows[at] = rows[at - 1];
            }
            rows[at] = row;
        }
    }
}
