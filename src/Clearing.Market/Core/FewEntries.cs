using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Clearing.Market;

/// <summary>The selection of a margin among few entries: each is held against all others.</summary>
internal static class FewEntries
{
    /// <summary>With more entries than this another way is faster; a multiple of four.</summary>
    public const int Most = 24;

    /// <summary>So many volumes up to this have a sum below 2^63.</summary>
    private const long Large = long.MaxValue / Most;

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
        foreach (var weight in weights)
        {
            if (weight <= Large) { continue; }
            return TrySelectLarge(keys, weights, target, ref margin, ref above);
        }
        // Places past the end have no weight, so that their keys do not matter.
        Span<long> paddedKeys = stackalloc long[Most];
        Span<long> paddedWeights = stackalloc long[Most];
        keys.CopyTo(paddedKeys);
        weights.CopyTo(paddedWeights);
        var highest = -1L;
        foreach (var key in keys)
        {
            var sum = SumFrom(paddedKeys, paddedWeights, keys.Length, key);
            highest = Math.Max(highest, sum > target - above ? key : -1);
        }
        return Found(keys, weights, highest, ref margin, ref above);
    }

    /// <summary>The sum of the weights at a key and above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long SumFrom(Span<long> keys, Span<long> weights, int count, long key)
    {
        ref var firstKey = ref MemoryMarshal.GetReference(keys);
        ref var firstWeight = ref MemoryMarshal.GetReference(weights);
        var (least, sum) = (Vector256.Create(key), Vector256<long>.Zero);
        for (var i = 0; i < count; i += Vector256<long>.Count)
        {
            var below = Vector256.GreaterThan(least, Vector256.LoadUnsafe(ref firstKey, (nuint)i));
            sum += Vector256.AndNot(Vector256.LoadUnsafe(ref firstWeight, (nuint)i), below);
        }
        return Vector256.Sum(sum);
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
        return Found(keys, weights, highest, ref margin, ref above);
    }

    private static bool Found(
        ReadOnlySpan<long> keys,
        ReadOnlySpan<long> weights,
        long highest,
        ref long margin,
        ref long above)
    {
        if (highest < 0) { return false; }
        margin = highest;
        for (var i = 0; i < keys.Length; i++) { above += keys[i] > highest ? weights[i] : 0; }
        return true;
    }
}
