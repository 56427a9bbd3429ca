using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Clearing.Market.Core;

/// <summary>
/// Step 4: grants everything above the marginal fee, splits the margin, and continues below it
/// where minima left something over.
/// </summary>
internal static class Granting
{
    public static void Run(ref ClearingRun run)
    {
        if (run.Remaining == 0)
        {
            RefuseAll(ref run);
            return;
        }
        var margin = GrantAbove(ref run, out var level);
        if (margin is not { } fee) { return; }
        if (run.Remaining == 0) { return; }
        LevelSplit.Split(ref run, level, fee);
        if (run.Remaining > 0) { Descent.From(ref run, fee); }
    }

    private static void RefuseAll(ref ClearingRun run)
    {
        run.Demand = new Sweep(run, new(long.MaxValue, long.MaxValue)).Demand;
        MemoryMarshal.Cast<Reason, byte>(run.Reasons)
            .Replace((byte)Reason.Outbid, (byte)Reason.NoCapacity);
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
            var margin = bracket.Lowest;
            var found = sweep.Inside > target
                && (bracket.IsOneFee || TrySelect(run, sweep.Listed, target, out margin));
            if (!found && bracket.Lowest > reserve)
            {
                bracket = sweep.Demand > run.Remaining
                    ? new(reserve, bracket.Lowest - 1)
                    : Bracket.Below(reserve);
                continue;
            }
            run.Remaining = target;
            (run.Near, run.Nearest) = (sweep.Listed, bracket.Lowest);
            if (found && bracket.IsOneFee)
            {
                level = listed;
                return margin;
            }
            if (bracket.IsOneFee) { Gather(run, listed); }
            level = run.Space.Level.AsSpan(
                0, GrantListed(ref run, listed, found ? margin : -1));
            return found ? margin : null;
        }
    }

    /// <summary>Copies the fees and wants of some rows to the key and weight buffers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(in ClearingRun run, ReadOnlySpan<int> rows)
    {
        ref var fees = ref MemoryMarshal.GetReference(run.Fees);
        ref var cuts = ref MemoryMarshal.GetReference(run.Cuts);
        var keys = run.Space.Keys.AsSpan(0, rows.Length);
        var weights = run.Space.Weights.AsSpan(0, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            keys[i] = Unsafe.Add(ref fees, rows[i]);
            weights[i] = Unsafe.Add(ref cuts, rows[i]);
        }
    }

    /// <summary>Selects the marginal fee among the gathered rows, which stay as they are.</summary>
    public static bool TrySelect(in ClearingRun run, int count, long target, out long margin) =>
        MarginSelection.TrySelect(
            new(run.Space.Keys, run.Space.Weights, 0, count),
            new(run.Space.SpareKeys, run.Space.SpareWeights, 0, count),
            target,
            run.Space.Buckets,
            out margin,
            out _);

    /// <summary>Grants the gathered rows above the margin; all were outbid before.</summary>
    /// <remarks>
    /// Free of branches that would depend on a fee: they would not be foreseen. Instead of a row
    /// that is not above, the last one that was is written again, which is at hand.
    /// </remarks>
    /// <returns>
    /// How many rows are at the margin; they are in the level buffer, and outbid until decided.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int GrantListed(ref ClearingRun run, scoped ReadOnlySpan<int> rows, long margin)
    {
        if (rows.IsEmpty) { return 0; }
        var keys = run.Space.Keys.AsSpan(0, rows.Length);
        var weights = run.Space.Weights.AsSpan(0, rows.Length);
        ref var granted = ref MemoryMarshal.GetReference(run.Granted);
        ref var reasons = ref MemoryMarshal.GetReference(run.Reasons);
        ref var level = ref MemoryMarshal.GetArrayDataReference(run.Space.Level);
        var (count, lowest, sum) = (0, long.MaxValue, 0L);
        var (last, got, reason) = ((long)rows[0], 0L, (long)Reason.Outbid);
        for (var i = 0; i < rows.Length; i++)
        {
            unchecked
            {
                // Fees are at least 0 and the margin at least -1: no difference overflows,
                // and what is granted is within what remains.
                var (row, fee, want) = (rows[i], keys[i], weights[i]);
                var above = (margin - fee) >> 63;
                last ^= (last ^ row) & above;
                got ^= (got ^ want) & above;
                reason &= ~above;
                Unsafe.Add(ref granted, (nint)last) = got;
                Unsafe.Add(ref reasons, (nint)last) = (Reason)reason;
                Unsafe.Add(ref level, count) = row;
                count += fee == margin ? 1 : 0;
                sum += want & above;
                lowest = Math.Min(lowest, fee | (~above & long.MaxValue));
            }
        }
        if (sum > 0) { run.Lowest = lowest; }
        run.Remaining -= sum;
        return count;
    }
}
