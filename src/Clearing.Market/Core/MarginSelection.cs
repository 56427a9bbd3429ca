using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Clearing.Market.Core;

/// <summary>
/// Finds the key at which a sum of weights, taken by descending key, passes a target.
/// </summary>
/// <remarks>
/// A radix histogram of weights over the range of keys, narrowed to one bucket at a time: linear
/// in the entries, whatever their distribution, with at most seven passes.
/// </remarks>
internal static class MarginSelection
{
    public const int MaxBits = 11;
    private const ulong Ceiling = 1UL << 63;

    /// <summary>Selects the marginal key.</summary>
    /// <param name="entries">The keys and their weights.</param>
    /// <param name="spare">Room for as many; may be the entries if they are not needed.</param>
    /// <param name="target">What may be taken, 0 or more.</param>
    /// <param name="buckets">Room for the histogram.</param>
    /// <param name="margin">
    /// The highest key at which the weights down to it, inclusive, exceed the target.
    /// </param>
    /// <param name="above">The sum of the weights above the margin, at most the target.</param>
    /// <returns>False if all weights together do not exceed the target.</returns>
    public static bool TrySelect(
        Weighted entries,
        Weighted spare,
        long target,
        Span<ulong> buckets,
        out long margin,
        out long above)
    {
        (margin, above) = (0, 0);
        var keys = entries.Keys;
        var weights = entries.Weights;
        while (keys.Length > FewEntries.MaxCount)
        {
            var (lowest, highest) = Range(keys);
            var shift = Shift(lowest, highest, keys.Length);
            var used = buckets[..((int)((ulong)(highest - lowest) >> shift) + 1)];
            Fill(keys, weights, lowest, shift, used);
            var bucket = Crossing(used, (ulong)(target - above), out var over);
            above += (long)over;
            if (bucket < 0) { return false; }
            if (shift == 0)
            {
                margin = lowest + bucket;
                return true;
            }
            var kept = Keep(keys, weights, spare, lowest, shift, bucket);
            keys = spare.Keys[..kept];
            weights = spare.Weights[..kept];
        }
        return FewEntries.TrySelect(keys, weights, target, ref margin, ref above);
    }

    private static int Shift(long lowest, long highest, int count)
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)count) - 1, 5, MaxBits);
        return Math.Max(0, BitOperations.Log2((ulong)(highest - lowest) | 1) + 1 - bits);
    }

    /// <summary>The lowest and the highest of some keys.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (long Lowest, long Highest) Range(ReadOnlySpan<long> keys)
    {
        ref var first = ref MemoryMarshal.GetReference(keys);
        var low = Vector256.Create(long.MaxValue);
        var high = Vector256.Create(long.MinValue);
        var i = 0;
        for (; i <= keys.Length - Vector256<long>.Count; i += Vector256<long>.Count)
        {
            var key = Vector256.LoadUnsafe(ref first, (nuint)i);
            low = Vector256.Min(low, key);
            high = Vector256.Max(high, key);
        }
        var lowest = Math.Min(Math.Min(low[0], low[1]), Math.Min(low[2], low[3]));
        var highest = Math.Max(Math.Max(high[0], high[1]), Math.Max(high[2], high[3]));
        for (; i < keys.Length; i++)
        {
            lowest = Math.Min(lowest, keys[i]);
            highest = Math.Max(highest, keys[i]);
        }
        return (lowest, highest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(
        ReadOnlySpan<long> keys,
        ReadOnlySpan<long> weights,
        long lowest,
        int shift,
        Span<ulong> buckets)
    {
        buckets.Clear();
        ref var first = ref MemoryMarshal.GetReference(buckets);
        for (var i = 0; i < keys.Length; i++)
        {
            // No key is below the lowest or past the last bucket.
            ref var bucket = ref Unsafe.Add(
                ref first, (nint)((ulong)unchecked(keys[i] - lowest) >> shift));
            bucket = Sum(bucket, weights[i]);
        }
    }

    /// <summary>
    /// A bucket and a weight. Buckets stay at most at 2^63, more than any target; a weight is
    /// below it, so that no sum overflows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Sum(ulong bucket, long weight) =>
        Math.Min(unchecked(bucket + (ulong)weight), Ceiling);

    /// <summary>
    /// The highest bucket at which the sum from the last one down passes a target.
    /// </summary>
    /// <param name="buckets">Sums of weights.</param>
    /// <param name="target">What may be taken.</param>
    /// <param name="over">The sum above the bucket.</param>
    /// <returns>-1 if all together do not pass it.</returns>
    public static int Crossing(ReadOnlySpan<ulong> buckets, ulong target, out ulong over)
    {
        over = 0;
        for (var bucket = buckets.Length - 1; bucket >= 0; bucket--)
        {
            if (buckets[bucket] > target - over) { return bucket; }
            over += buckets[bucket];
        }
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Keep(
        ReadOnlySpan<long> keys,
        ReadOnlySpan<long> weights,
        Weighted spare,
        long lowest,
        int shift,
        int bucket)
    {
        ref var keptKeys = ref MemoryMarshal.GetReference(spare.Keys);
        ref var keptWeights = ref MemoryMarshal.GetReference(spare.Weights);
        var kept = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            var (key, weight) = (keys[i], weights[i]);
            Unsafe.Add(ref keptKeys, kept) = key;
            Unsafe.Add(ref keptWeights, kept) = weight;
            kept += (ulong)unchecked(key - lowest) >> shift == (ulong)bucket ? 1 : 0;
        }
        return kept;
    }
}
