using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Clearing.Market;

/// <summary>Serves the rows of a level in the sequence of their lottery keys.</summary>
/// <remarks>
/// A ticket is the start of a row's key; the whole keys are looked at only where tickets tie.
/// </remarks>
internal static class Lottery
{
    private const int KeyBytes = 32;

    /// <summary>Decides every row of a level that does not fit.</summary>
    public static void Split(ref ClearingRun run, scoped Span<int> level, long fee)
    {
        if (run.Needs.IsEmpty)
        {
            SplitUnsorted(ref run, level);
            run.ShortAt = fee;
            return;
        }
        Sort(run, level);
        LevelSplit.InTurn(ref run, level, fee);
    }

    /// <summary>Without minima the lottery is a clearing with tickets for fees.</summary>
    private static void SplitUnsorted(ref ClearingRun run, scoped Span<int> level)
    {
        var keys = run.Space.Keys.AsSpan(0, level.Length);
        var wants = run.Space.Weights.AsSpan(0, level.Length);
        Gather(run, level, keys, wants);
        var space = run.Space.Draw;
        space.Begin(level.Length, run.Space.Rows);
        var terms = new ClearingTerms(
            run.Remaining, 0, run.Terms.Lot, TieRule.TimePriority, PricingRule.LowestGranted);
        var columns = new ClearingColumns
        {
            MaxFee = keys, Want = wants, Need = [], Seller = [], SellerEnds = null,
        };
        var draw = new ClearingRun(columns, terms, null, space);
        Walk.Down(ref draw);
        run.Remaining = draw.Remaining;
        Give(run, level, draw.Granted);
        if (draw.Lowest is { } last) { Redraw(run, level, keys, last); }
    }

    /// <summary>Gathers what rows want, and their tickets as fees: the lowest is served first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(
        in ClearingRun run, ReadOnlySpan<int> rows, Span<long> keys, Span<long> wants)
    {
        ref var tickets = ref MemoryMarshal.GetReference(run.Tickets);
        ref var cuts = ref MemoryMarshal.GetReference(run.Cuts);
        for (var i = 0; i < rows.Length; i++)
        {
            keys[i] = (long)(~Unsafe.Add(ref tickets, rows[i]) >> 1);
            wants[i] = Unsafe.Add(ref cuts, rows[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Give(in ClearingRun run, ReadOnlySpan<int> rows, ReadOnlySpan<long> shares)
    {
        var results = new ShareWriter(run);
        for (var i = 0; i < rows.Length; i++) { results.Write(rows[i], shares[i]); }
    }

    /// <summary>
    /// Where several rows are at the last ticket served, serves them again by their whole keys.
    /// </summary>
    private static void Redraw(
        in ClearingRun run, scoped Span<int> level, ReadOnlySpan<long> keys, long last)
    {
        var (count, left) = (0, 0L);
        for (var i = keys.IndexOf(last); i >= 0;)
        {
            var row = level[i];
            (level[count++], left) = (row, left + run.Granted[row]);
            var next = keys[(i + 1)..].IndexOf(last);
            i = next < 0 ? -1 : i + 1 + next;
        }
        if (count == 1) { return; }
        Untie(run.Lottery!, level[..count]);
        var results = new ShareWriter(run);
        foreach (var row in level[..count])
        {
            var give = Math.Min(run.Cuts[row], left);
            results.Write(row, give);
            left -= give;
        }
    }

    /// <summary>Sorts rows by ascending key; rows of equal key by sequence.</summary>
    private static void Sort(in ClearingRun run, scoped Span<int> rows)
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
