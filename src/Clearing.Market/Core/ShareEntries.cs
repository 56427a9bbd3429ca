using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Clearing.Market;

/// <summary>What the rows of a level that share ask for, in lots.</summary>
/// <remarks>
/// Rows of equal demand share alike but for the last lots. Where demands are small numbers each
/// demand is one entry, so that shares are computed once for each; otherwise each row is one.
/// </remarks>
internal readonly ref struct ShareEntries
{
    /// <summary>The demand of each row.</summary>
    public readonly Span<long> OfRows;

    /// <summary>The demand of each entry, and how many rows have it.</summary>
    public readonly Span<long> Demands;
    public readonly Span<long> Counts;

    /// <summary>The sum of the rows' demands, and the highest.</summary>
    public readonly UInt128 Total;
    public readonly long Most;

    /// <summary>
    /// All ones if an entry is a demand, 0 if it is a row: selects the entry of a row from its
    /// demand and its place in the level.
    /// </summary>
    public readonly long ByDemand;

    public ShareEntries(scoped in ClearingRun run, scoped ReadOnlySpan<int> rows)
    {
        OfRows = run.Space.Weights.AsSpan(0, rows.Length);
        (Total, Most) = Gather(run, rows, OfRows);
        ByDemand = Most < rows.Length ? -1 : 0;
        var entries = ByDemand == 0 ? rows.Length : (int)Most + 1;
        Counts = ClearingWorkspace.Fit(ref run.Space.ShareCounts, run.Space.Rows)
            .AsSpan(0, entries);
        if (ByDemand == 0)
        {
            Demands = OfRows;
            Counts.Fill(1);
            return;
        }
        Demands = ClearingWorkspace.Fit(ref run.Space.ShareDemands, run.Space.Rows)
            .AsSpan(0, entries);
        for (var demand = 0; demand < entries; demand++) { Demands[demand] = demand; }
        Count(OfRows, Counts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (UInt128 Total, long Most) Gather(
        in ClearingRun run, ReadOnlySpan<int> rows, Span<long> demands)
    {
        ref var cuts = ref MemoryMarshal.GetReference(run.Cuts);
        var lot = run.Terms.Lot;
        var (low, high, most) = (0L, 0L, 0L);
        for (var i = 0; i < rows.Length; i++)
        {
            var want = Unsafe.Add(ref cuts, rows[i]);
            var demand = lot == 1 ? want : want / lot;
            demands[i] = demand;
            // The sum in halves of 32 bits: exact for any demands.
            low = unchecked(low + (demand & uint.MaxValue));
            high = unchecked(high + (demand >> 32));
            most = Math.Max(most, demand);
        }
        return (((UInt128)(ulong)high << 32) + (ulong)low, most);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(ReadOnlySpan<long> demands, Span<long> counts)
    {
        counts.Clear();
        foreach (var demand in demands) { unchecked { counts[(int)demand]++; } }
    }
}
