using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Clearing.Market.Core;

/// <summary>A range of fees, both ends inclusive, in which the marginal fee is sought.</summary>
internal readonly record struct Bracket(long Lowest, long Highest)
{
    private const int Beside = 4;

    /// <summary>Every eligible fee.</summary>
    public static Bracket Whole(long reserve) => new(reserve, long.MaxValue);

    /// <summary>No fee; every eligible one is above it.</summary>
    public static Bracket Below(long reserve) => new(reserve, reserve - 1);

    /// <summary>True if it contains exactly one fee.</summary>
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
        var taken = Sample(run, groups);
        var sum = (UInt128)0;
        foreach (var want in run.Space.Weights.AsSpan(0, taken)) { sum += (ulong)want; }
        if (sum * (ulong)rows * 17 < (UInt128)(ulong)run.Remaining * (ulong)sampled * 16)
        {
            return Below(run.Terms.Reserve);
        }
        // Three and a half standard errors of a rank, which are half a root of the sample size at
        // most, where volumes are alike.
        var ranks = (ulong)(1.75 * Math.Sqrt(sampled));
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
    /// <remarks>Adjacent rows share a cache line: each costs a fraction of a miss.</remarks>
    /// <param name="run">The clearing.</param>
    /// <param name="groups">How many groups of rows side by side to look at.</param>
    /// <returns>How many of them are open and eligible.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Sample(in ClearingRun run, int groups)
    {
        ref var fees = ref MemoryMarshal.GetReference(run.Fees);
        ref var cuts = ref MemoryMarshal.GetReference(run.Cuts);
        var reserve = Vector256.Create(run.Terms.Reserve);
        var step = (uint)(run.Fees.Length / groups);
        var list = new BracketList(run.Space, columns: true);
        for (var group = 0u; group < (uint)groups; group++)
        {
            // The golden ratio scatters the offsets, so that a periodic book is sampled fairly.
            var offset = ((ulong)unchecked(group * 2654435769u) * (step - Beside)) >> 32;
            var row = (int)((group * step) + offset);
            if (Avx2.IsSupported)
            {
                var fee = Vector256.LoadUnsafe(ref fees, (nuint)row);
                var want = Vector256.LoadUnsafe(ref cuts, (nuint)row);
                var open = Vector256.GreaterThan(want, Vector256<long>.Zero);
                list.Add(
                    row, Vector256.AndNot(open, Vector256.GreaterThan(reserve, fee)), fee, want);
                continue;
            }
            for (var end = row + Beside; row < end; row++)
            {
                var (fee, want) = (run.Fees[row], run.Cuts[row]);
                list.Add(row, want > 0 & fee >= run.Terms.Reserve, fee, want);
            }
        }
        return list.Count;
    }
}
