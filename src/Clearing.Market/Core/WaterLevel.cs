using System.Numerics;
using System.Runtime.CompilerServices;

namespace Clearing.Market.Core;

/// <summary>
/// Finds the level to which equal shares rise, as water does when poured over steps.
/// </summary>
internal static class WaterLevel
{
    private const ulong Ceiling = 1UL << 63;

    /// <summary>
    /// The largest level h for which the sum of min(demand, h) is within what there is, and what
    /// is left over: fewer lots than there are demands above h.
    /// </summary>
    /// <param name="demands">
    /// Demands in lots and how many there are of each, together more than there is; left in
    /// disarray.
    /// </param>
    /// <param name="lots">The lots there are.</param>
    /// <param name="sums">Room for a histogram.</param>
    /// <param name="counts">Room for a histogram.</param>
    public static (long Level, long Left) Find(
        Weighted demands, long lots, Span<ulong> sums, Span<int> counts)
    {
        var above = 0L;
        var keys = demands.Keys;
        var weights = demands.Weights;
        while (keys.Length > 0)
        {
            var (lowest, highest) = MarginSelection.Range(keys);
            if (lowest == highest)
            {
                var alike = 0L;
                foreach (var weight in weights) { alike += weight; }
                var met = (UInt128)(ulong)lowest * (ulong)(alike + above) <= (ulong)lots;
                lots -= met ? lowest * alike : 0;
                above += met ? 0 : alike;
                break;
            }
            var bits = Math.Clamp(
                BitOperations.Log2((uint)keys.Length), 1, MarginSelection.MaxBits);
            var width = BitOperations.Log2((ulong)(highest - lowest)) + 1;
            var shift = Math.Max(0, width - bits);
            var used = (int)((highest - lowest) >> shift) + 1;
            Fill(keys, weights, lowest, shift, sums[..used], counts[..used]);
            var bucket = Crossing(
                sums[..used], counts[..used], lowest, shift, ref lots, ref above);
            if (bucket < 0) { break; }
            var kept = Keep(keys, weights, lowest, shift, bucket);
            keys = keys[..kept];
            weights = weights[..kept];
        }
        return (lots / above, lots % above);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(
        ReadOnlySpan<long> keys,
        ReadOnlySpan<long> weights,
        long lowest,
        int shift,
        Span<ulong> sums,
        Span<int> counts)
    {
        sums.Clear();
        counts.Clear();
        for (var i = 0; i < keys.Length; i++)
        {
            // A sum stays at most at the ceiling, and so does the demand of rows that are counted
            // together, as it is less than the square of their number: no overflow.
            var bucket = (int)((keys[i] - lowest) >> shift);
            sums[bucket] = unchecked(sums[bucket] + (ulong)keys[i] * (ulong)weights[i]);
            if (sums[bucket] > Ceiling) { sums[bucket] = Ceiling; }
            counts[bucket] += (int)weights[i];
        }
    }

    /// <summary>
    /// The bucket in which the water stops. Lower buckets are filled from the lots; higher ones
    /// count as above.
    /// </summary>
    private static int Crossing(
        ReadOnlySpan<ulong> sums,
        ReadOnlySpan<int> counts,
        long lowest,
        int shift,
        ref long lots,
        ref long above)
    {
        foreach (var count in counts) { above += count; }
        for (var bucket = 0; bucket < sums.Length; bucket++)
        {
            above -= counts[bucket];
            // The highest level in the bucket; all its demands are at or below it.
            var edge = (UInt128)(ulong)lowest + ((UInt128)(ulong)(bucket + 1) << shift) - 1;
            if (sums[bucket] + (edge * (ulong)above) > (ulong)lots) { return bucket; }
            lots -= (long)sums[bucket];
        }
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Keep(
        Span<long> keys, Span<long> weights, long lowest, int shift, int bucket)
    {
        var kept = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            var (key, weight) = (keys[i], weights[i]);
            (keys[kept], weights[kept]) = (key, weight);
            kept += (key - lowest) >> shift == bucket ? 1 : 0;
        }
        return kept;
    }
}
