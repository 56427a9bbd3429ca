using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Clearing.Market.Core;

/// <summary>The selection of a margin among few entries: each is held against all others.</summary>
internal static class FewEntries
{
    /// <summary>With more entries than this another way is faster.</summary>
    public const int MaxCount = 24;

    /// <summary>This many volumes up to that size have a sum below 2^63.</summary>
    private const long Large = long.MaxValue / MaxCount;

    /// <summary>
    /// As <see cref="MarginSelection.TrySelect"/>, for what is left of the target.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TrySelect(
        ReadOnlySpan<long> keys,
        ReadOnlySpan<long> weights,
        long target,
        ref long margin,
        ref long above)
    {
        var bits = 0L;
        foreach (var weight in weights) { bits |= weight; }
        if (bits > Large) { return TrySelectLarge(keys, weights, target, ref margin, ref above); }
        var (left, highest) = (target - above, -1L);
        foreach (var key in keys)
        {
            // Sums and what is left are at least 0: no difference overflows. Without a branch, as
            // it would not be foreseen.
            highest = Math.Max(highest, key | ~((left - SumAbove(keys, weights, key - 1)) >> 63));
        }
        if (highest < 0) { return false; }
        margin = highest;
        above += SumAbove(keys, weights, highest);
        return true;
    }

    /// <summary>The sum of the weights of all higher keys.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long SumAbove(ReadOnlySpan<long> keys, ReadOnlySpan<long> weights, long key)
    {
        ref var firstKey = ref MemoryMarshal.GetReference(keys);
        ref var firstWeight = ref MemoryMarshal.GetReference(weights);
        var (limit, sums) = (Vector256.Create(key), Vector256<long>.Zero);
        var i = 0;
        for (; i <= keys.Length - Vector256<long>.Count; i += Vector256<long>.Count)
        {
            var above = Vector256.GreaterThan(Vector256.LoadUnsafe(ref firstKey, (nuint)i), limit);
            sums += Vector256.LoadUnsafe(ref firstWeight, (nuint)i) & above;
        }
        var sum = Vector256.Sum(sums);
        for (; i < keys.Length; i++)
        {
            sum += Unsafe.Add(ref firstWeight, i) & ((key - Unsafe.Add(ref firstKey, i)) >> 63);
        }
        return sum;
    }

    /// <summary>The same with sums of 128 bits.</summary>
    private static bool TrySelectLarge(
        ReadOnlySpan<long> keys,
        ReadOnlySpan<long> weights,
        long target,
        ref long margin,
        ref long above)
    {
        var highest = -1L;
        foreach (var key in keys)
        {
            var sum = Int128.Zero;
            for (var i = 0; i < keys.Length; i++) { sum += keys[i] >= key ? weights[i] : 0; }
            highest = Math.Max(highest, sum > target - above ? key : -1);
        }
        if (highest < 0) { return false; }
        margin = highest;
        for (var i = 0; i < keys.Length; i++) { above += keys[i] > highest ? weights[i] : 0; }
        return true;
    }
}
