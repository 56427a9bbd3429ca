using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Clearing.Market.Core;

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
    public readonly long Max;

    /// <summary>The entry of each row; not used if each row is one.</summary>
    private readonly Span<ushort> _ofRows;
    private readonly bool _byDemand;

    public ShareEntries(scoped in ClearingRun run, scoped ReadOnlySpan<int> rows)
    {
        var space = run.Space;
        var large = Math.Min(rows.Length, ushort.MaxValue);
        _ofRows = ClearingWorkspace.Fit(ref space.ShareOfRows, space.Rows).AsSpan(0, rows.Length);
        var tally = ClearingWorkspace.Fit(ref space.ShareTally, space.Rows + 1)
            .AsSpan(0, large + 1);
        tally.Clear();
        Tally(run, rows, _ofRows, tally);
        _byDemand = tally[large] == 0;
        var entries = _byDemand ? tally.LastIndexOfAnyExcept(0) + 1 : rows.Length;
        Counts = ClearingWorkspace.Fit(ref space.ShareCounts, space.Rows).AsSpan(0, entries);
        Demands = ClearingWorkspace.Fit(ref space.ShareDemands, space.Rows).AsSpan(0, entries);
        if (_byDemand) { FillByDemand(tally, Demands, Counts); }
        else { FillByRow(run, rows, Demands, Counts); }
        (Total, Max) = Sum(Demands, Counts);
    }

    /// <summary>
    /// Gives each row what its entry gets, cubic feet. Among the entries marked by the complement,
    /// the given number of first rows get one lot more.
    /// </summary>
    public void Give(
        in ClearingRun run, ReadOnlySpan<int> rows, ReadOnlySpan<long> gets, long firsts)
    {
        if (_byDemand) { GiveByDemand(run, rows, gets, firsts); }
        else { GiveByRow(run, rows, gets, firsts); }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void GiveByDemand(
        in ClearingRun run, ReadOnlySpan<int> rows, ReadOnlySpan<long> gets, long firsts)
    {
        ref var get = ref MemoryMarshal.GetReference(gets);
        var shares = new MarkedShares(run, firsts);
        var (i, fours) = (0, Vector256.IsHardwareAccelerated ? rows.Length & ~3 : 0);
        for (; i < fours; i = unchecked(i + 4))
        {
            ref var entry = ref Unsafe.Add(ref MemoryMarshal.GetReference(_ofRows), i);
            var four = Vector256.Create(
                Unsafe.Add(ref get, (nint)entry),
                Unsafe.Add(ref get, (nint)Unsafe.Add(ref entry, 1)),
                Unsafe.Add(ref get, (nint)Unsafe.Add(ref entry, 2)),
                Unsafe.Add(ref get, (nint)Unsafe.Add(ref entry, 3)));
            shares.Write(rows, i, four);
        }
        for (; i < rows.Length; i++) { shares.Write(rows[i], gets[_ofRows[i]]); }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GiveByRow(
        in ClearingRun run, ReadOnlySpan<int> rows, ReadOnlySpan<long> gets, long firsts)
    {
        var shares = new MarkedShares(run, firsts);
        for (var i = 0; i < rows.Length; i = unchecked(i + 1)) { shares.Write(rows[i], gets[i]); }
    }

    /// <summary>Counts the rows of each small demand; all large ones count as the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tally(
        in ClearingRun run, ReadOnlySpan<int> rows, Span<ushort> ofRows, Span<int> tally)
    {
        ref var cuts = ref MemoryMarshal.GetReference(run.Cuts);
        ref var first = ref MemoryMarshal.GetReference(tally);
        var (lot, large) = (run.Terms.Lot, tally.Length - 1L);
        ref var entries = ref MemoryMarshal.GetReference(ofRows);
        unchecked
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var want = Unsafe.Add(ref cuts, rows[i]);
                var entry = (nint)Math.Min(lot == 1 ? want : want / lot, large);
                Unsafe.Add(ref entries, i) = (ushort)entry;
                Unsafe.Add(ref first, entry)++;
            }
        }
    }

    private static void FillByDemand(
        ReadOnlySpan<int> tally, Span<long> demands, Span<long> counts)
    {
        for (var demand = 0; demand < demands.Length; demand++)
        {
            (demands[demand], counts[demand]) = (demand, tally[demand]);
        }
    }

    private static void FillByRow(
        in ClearingRun run, ReadOnlySpan<int> rows, Span<long> demands, Span<long> counts)
    {
        counts.Fill(1);
        var lot = run.Terms.Lot;
        for (var i = 0; i < rows.Length; i++) { demands[i] = run.Cuts[rows[i]] / lot; }
    }

    private static (UInt128 Total, long Max) Sum(
        ReadOnlySpan<long> demands, ReadOnlySpan<long> counts)
    {
        var (total, most) = (UInt128.Zero, 0L);
        for (var i = 0; i < demands.Length; i++)
        {
            total += Math.BigMul((ulong)demands[i], (ulong)counts[i]);
            most = Math.Max(most, demands[i]);
        }
        return (total, most);
    }
}
