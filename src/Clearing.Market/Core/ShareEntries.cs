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
    /// <summary>The demand of each entry, and how many rows have it.</summary>
    public readonly Span<long> Demands;
    public readonly Span<long> Counts;

    /// <summary>The sum of the rows' demands, and the highest.</summary>
    public readonly UInt128 Total;
    public readonly long Most;

    /// <summary>The entry of each row; not used if each row is one.</summary>
    private readonly Span<ushort> ofRows;
    private readonly bool byDemand;

    public ShareEntries(scoped in ClearingRun run, scoped ReadOnlySpan<int> rows)
    {
        var space = run.Space;
        var limit = Math.Min(rows.Length, ushort.MaxValue);
        ofRows = ClearingWorkspace.Fit(ref space.ShareOfRows, space.Rows).AsSpan(0, rows.Length);
        var counts = ClearingWorkspace.Fit(ref space.ShareCounts, space.Rows + 1).AsSpan();
        counts[..(limit + 1)].Clear();
        (Total, Most) = Gather(run, rows, ofRows, counts[..(limit + 1)]);
        byDemand = Most < limit;
        var entries = byDemand ? (int)Most + 1 : rows.Length;
        Counts = counts[..entries];
        Demands = ClearingWorkspace.Fit(ref space.ShareDemands, space.Rows).AsSpan(0, entries);
        if (byDemand)
        {
            for (var demand = 0; demand < entries; demand++) { Demands[demand] = demand; }
            return;
        }
        Counts.Fill(1);
        var lot = run.Terms.Lot;
        for (var i = 0; i < rows.Length; i++) { Demands[i] = run.Cuts[rows[i]] / lot; }
    }

    /// <summary>
    /// Gives each row what its entry gets, cubic feet. Of the entries marked by the complement
    /// the first so many rows get one lot more.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Give(
        in ClearingRun run, ReadOnlySpan<int> rows, ReadOnlySpan<long> gets, long firsts)
    {
        ref var first = ref MemoryMarshal.GetReference(gets);
        ref var entries = ref MemoryMarshal.GetReference(ofRows);
        var (lot, mask) = (run.Terms.Lot, byDemand ? -1 : 0);
        var results = new ShareWriter(run);
        for (var i = 0; i < rows.Length; i++)
        {
            unchecked
            {
                var entry = (Unsafe.Add(ref entries, i) & mask) | (i & ~mask);
                var get = Unsafe.Add(ref first, entry);
                var marked = get >> 63;
                var extra = marked & (-firsts >> 63);
                firsts += extra;
                results.Write(rows[i], (get ^ marked) + (extra & lot));
            }
        }
    }

    /// <summary>Counts the rows of each small demand; all large ones count as the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (UInt128 Total, long Most) Gather(
        in ClearingRun run, ReadOnlySpan<int> rows, Span<ushort> ofRows, Span<long> counts)
    {
        ref var cuts = ref MemoryMarshal.GetReference(run.Cuts);
        ref var count = ref MemoryMarshal.GetReference(counts);
        var (lot, limit) = (run.Terms.Lot, counts.Length - 1L);
        var (low, high, most) = (0L, 0L, 0L);
        for (var i = 0; i < rows.Length; i++)
        {
            var want = Unsafe.Add(ref cuts, rows[i]);
            var demand = lot == 1 ? want : want / lot;
            unchecked
            {
                // The sum in halves of 32 bits: exact for any demands.
                low += demand & uint.MaxValue;
                high += demand >> 32;
                most = Math.Max(most, demand);
                var entry = (nint)Math.Min(demand, limit);
                ofRows[i] = (ushort)entry;
                Unsafe.Add(ref count, entry)++;
            }
        }
        return (((UInt128)(ulong)high << 32) + (ulong)low, most);
    }
}
