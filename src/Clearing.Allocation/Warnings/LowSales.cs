using System.Collections.Immutable;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Warnings;

/// <summary>Estimates how weak sales can be from how they were (README, chapter 8).</summary>
public static class LowSales
{
    private const int MaxRatios = 19;
    private const int Ten = 10;
    private const int Million = 1_000_000;

    /// <summary>
    /// The ⌊(n+1)/10⌋-th smallest of the last n ≤ 19 ratios, at most 1_000_000; the configured
    /// ratio if there are too few.
    /// </summary>
    /// <param name="ratiosPpm">
    /// Actual by projected sales of four weeks, per million; one a week, oldest first.
    /// </param>
    /// <param name="config">Says what counts if few weeks are known.</param>
    public static long Of(IReadOnlyList<long> ratiosPpm, AllocationConfig config)
    {
        var last = ratiosPpm.Skip(Math.Max(0, ratiosPpm.Count - MaxRatios)).ToImmutableArray();
        var rank = (last.Length + 1) / Ten;
        return rank == 0 ? config.LowSalesPpm : Math.Min(Million, last.Sort()[rank - 1]);
    }
}
