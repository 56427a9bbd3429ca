using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Clearing.Market;

/// <summary>A range of fees, both ends inclusive, in which the marginal fee is sought.</summary>
internal readonly record struct Bracket(long Lowest, long Highest)
{
    private const int Beside = 4;

    /// <summary>Every eligible fee.</summary>
    public static Bracket Whole(long reserve) => new(reserve, long.MaxValue);

    /// <summary>No fee; every eligible one is above it.</summary>
    public static Bracket Below(long reserve) => new(reserve, reserve - 1);

    /// <summary>Whether there is just one fee in it.</summary>
    public bool IsOneFee => Lowest == Highest;

    /// <summary>
    /// A narrow bracket that likely holds the marginal fee, from a sample of the book. The guess
    /// costs time when it is wrong, never exactness.
    /// </summary>
    /// <remarks>
    /// A larger sample costs more and leaves fewer rows in the bracket; both together cost least
    /// where the sample has about the two thirds power of the rows.
    /// </remarks>
    public static Bracket Guess(in ClearingRun run)
    {
        var rows = run.Fees.Length;
        var log = ((2 * BitOperations.Log2((uint)rows)) + 2) / 3;
        var groups = Math.Clamp(rows / 16, 1, 1 << log) / Beside;
        if (groups == 0) { return Whole(run.Terms.Reserve); }
        var sampled = groups * Beside;
        var taken = Sample(run, groups, out var sum);
        if (sum * (ulong)rows * 17 < (UInt128)(ulong)run.Remaining * (ulong)sampled * 16)
        {
            return Below(run.Terms.Reserve);
        }
        // Three roots of the sample size (rounded down) are over three standard errors of a rank.
        var ranks = 3UL << (BitOperations.Log2((uint)sampled) / 2);
        var slack = sum / (ulong)Math.Max(1, taken) * ranks;
        var target = (UInt128)(ulong)run.Remaining * (ulong)sampled / (ulong)rows;
        return new(
            TrySelect(run, taken, target + slack, out var lowest) ? lowest : run.Terms.Reserve,
            target > slack && TrySelect(run, taken, target - slack, out var highest)
                ? highest
                : long.MaxValue);
    }

    private static bool TrySelect(in ClearingRun run, int taken, UInt128 target, out long margin) =>
        MarginSelection.TrySelect(
            new(run.Space.Keys, run.Space.Weights, 0, taken),
            new(run.Space.SpareKeys, run.Space.SpareWeights, 0, taken),
            (long)UInt128.Min(target, long.MaxValue),
            run.Space.Buckets,
            out margin,
            out _);

    /// <summary>Copies the fees and wants of some rows to the key and weight buffers.</summary>
    /// <remarks>Rows side by side are together in the cache: each costs a part of a miss.</remarks>
    /// <param name="run">The clearing.</param>
    /// <param name="groups">How many groups of rows side by side to look at.</param>
    /// <param name="sum">What those that are open and eligible want together.</param>
    /// <returns>How many these are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Sample(in ClearingRun run, int groups, out UInt128 sum)
    {
        ref var fees = ref MemoryMarshal.GetReference(run.Fees);
        ref var cuts = ref MemoryMarshal.GetReference(run.Cuts);
        var keys = run.Space.Keys.AsSpan(0, groups * Beside);
        var weights = run.Space.Weights.AsSpan(0, groups * Beside);
        var (step, reserve) = ((uint)(run.Fees.Length / groups), run.Terms.Reserve);
        var (taken, low, high) = (0, 0L, 0L);
        for (var i = 0u; i < (uint)(groups * Beside); i++)
        {
            // The golden ratio scatters the offsets, so that a periodic book is sampled fairly.
            var group = i / Beside;
            var offset = ((ulong)unchecked(group * 2654435769u) * (step - Beside)) >> 32;
            var row = (nint)(((ulong)group * step) + offset + (i % Beside));
            var (fee, want) = (Unsafe.Add(ref fees, row), Unsafe.Add(ref cuts, row));
            (keys[taken], weights[taken]) = (fee, want);
            var counts = want != 0 & fee >= reserve;
            taken += counts ? 1 : 0;
            low += counts ? want & uint.MaxValue : 0;
            high += counts ? want >> 32 : 0;
        }
        sum = ((UInt128)(ulong)high << 32) + (ulong)low;
        return taken;
    }
}
