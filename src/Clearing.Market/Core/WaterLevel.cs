using System.Numerics;
using System.Runtime.CompilerServices;

namespace Clearing.Market;

/// <summary>Finds the level to which equal shares rise, like water poured over steps.</summary>
internal static class WaterLevel
{
    private const ulong Ceiling = 1UL << 63;

    /// <summary>
    /// The largest level h for which the sum of min(demand, h) is within what there is, and what
    /// is left over: fewer lots than there are demands above h.
    /// </summary>
    /// <param name="demands">
    /// Demands in lots, together more than there is; left in disarray.
    /// </param>
    /// <param name="lots">The lots there are.</param>
    /// <param name="sums">Room for a histogram.</param>
    /// <param name="counts">Room for a histogram.</param>
    public static (long Level, long Left) Find(
        Span<long> demands, long lots, Span<ulong> sums, Span<int> counts)
    {
        var above = 0L;
        while (demands.Length > 0)
        {
            var (lowest, highest) = MarginSelection.Range(demands);
            if (lowest == highest)
            {
                var met = (UInt128)(ulong)lowest * (ulong)(demands.Length + above) <= (ulong)lots;
                lots -= met ? lowest * demands.Length : 0;
                above += met ? 0 : demands.Length;
                break;
            }
            var bits = Math.Clamp(
                BitOperations.Log2((uint)demands.Length), 1, MarginSelection.MostBits);
            var width = BitOperations.Log2((ulong)(highest - lowest)) + 1;
            var shift = Math.Max(0, width - bits);
            var used = (int)((highest - lowest) >> shift) + 1;
            Fill(demands, lowest, shift, sums[..used], counts[..used]);
            var bucket = Crossing(
                sums[..used], counts[..used], lowest, shift, ref lots, ref above);
            if (bucket < 0) { break; }
            demands = Keep(demands, lowest, shift, bucket);
        }
        return (lots / above, lots % above);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(
        ReadOnlySpan<long> demands, long lowest, int shift, Span<ulong> sums, Span<int> counts)
    {
        sums.Clear();
        counts.Clear();
        foreach (var demand in demands)
        {
            // A sum stays at most at the ceiling and a demand is below it: no overflow.
            var bucket = (int)((demand - lowest) >> shift);
            sums[bucket] = unchecked(sums[bucket] + (ulong)demand);
            if (sums[bucket] > Ceiling) { sums[bucket] = Ceiling; }
            counts[bucket]++;
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
    private static Span<long> Keep(Span<long> demands, long lowest, int shift, int bucket)
    {
        var kept = 0;
        foreach (var demand in demands)
        {
            demands[kept] = demand;
            kept += (demand - lowest) >> shift == bucket ? 1 : 0;
        }
        return demands[..kept];
    }
}
