using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Clearing.Market;

/// <summary>
/// Step 2: a seller's eligible rows, by descending fee and then sequence, share its room.
/// </summary>
/// <remarks>
/// One pass over the book lists the rows of capped sellers; the rest looks at these alone. Their
/// fees are grouped by seller, to find where its room ends, and each is cut by its seller's end.
/// Nothing branches on a fee, a volume or a seller: it would not be foreseen.
/// </remarks>
internal static class SellerCaps
{
    /// <summary>Cuts the rows of the sellers that want more than their room.</summary>
    public static void Cut(ref ClearingRun run, in ClearingColumns columns)
    {
        var capped = Number(run, columns.SellerRoom);
        if (capped == 0) { return; }
        var listed = List(run, columns.Seller, capped);
        Group(run, listed, capped);
        var ends = run.Space.SellerCuts.AsSpan(0, capped);
        var from = 0;
        for (var number = 0; number < capped; number++)
        {
            var to = run.Space.SellerNext[number];
            ends[number] = End(run, from, to, ends[number].Left);
            from = to;
        }
        var cuts = Eligibility.OwnCuts(run);
        run.Cuts.CopyTo(cuts);
        run.RefusedByCap = CutRows(run, listed, cuts);
        run.Cuts = cuts;
    }

    /// <summary>
    /// Numbers the capped sellers, and notes the room of each; all others share the next number.
    /// </summary>
    private static int Number(in ClearingRun run, ReadOnlySpan<long> rooms)
    {
        var numbers = ClearingWorkspace.Fit(ref run.Space.SellerNumbers, rooms.Length);
        var ends = ClearingWorkspace.Fit(ref run.Space.SellerCuts, rooms.Length);
        var capped = rooms.Length - rooms.Count(long.MaxValue);
        var (number, lot) = (0, run.Terms.Lot);
        for (var seller = 0; seller < rooms.Length; seller++)
        {
            var room = rooms[seller];
            numbers[seller] = room == long.MaxValue ? capped : number;
            if (room == long.MaxValue) { continue; }
            ends[number++].Left = lot == 1 ? room : room - (room % lot);
        }
        return capped;
    }

    /// <summary>
    /// Lists the eligible rows of capped sellers with their sellers' numbers, and counts them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int List(in ClearingRun run, ReadOnlySpan<int> sellers, int capped)
    {
        ref var numbers = ref MemoryMarshal.GetArrayDataReference(run.Space.SellerNumbers);
        var counts = ClearingWorkspace.Fit(ref run.Space.SellerNext, capped + 1).AsSpan();
        counts.Clear();
        ref var count = ref MemoryMarshal.GetReference(counts);
        ref var list = ref MemoryMarshal.GetArrayDataReference(run.Space.SpareRows);
        ref var owners = ref MemoryMarshal.GetArrayDataReference(run.Space.Level);
        ref var fees = ref MemoryMarshal.GetReference(run.Fees);
        ref var cuts = ref MemoryMarshal.GetReference(run.Cuts);
        var (reserve, listed) = (run.Terms.Reserve, 0);
        for (var row = 0; row < sellers.Length; row++)
        {
            unchecked
            {
                // Fees and volumes are at least 0: no difference overflows.
                var (fee, want) = (Unsafe.Add(ref fees, row), Unsafe.Add(ref cuts, row));
                var eligible = (int)((-want & ~(fee - reserve)) >> 63);
                var number = (Unsafe.Add(ref numbers, sellers[row]) & eligible)
                    | (capped & ~eligible);
                Unsafe.Add(ref count, number)++;
                Unsafe.Add(ref list, listed) = row;
                Unsafe.Add(ref owners, listed) = number;
                listed += (number - capped) >>> 31;
            }
        }
        return listed;
    }

    /// <summary>Puts the fees and wants of each capped seller's rows side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Group(in ClearingRun run, int listed, int capped)
    {
        var entries = ClearingWorkspace.Fit(ref run.Space.SellerEntries, run.Space.Rows);
        ref var next = ref MemoryMarshal.GetArrayDataReference(run.Space.SellerNext);
        ref var fees = ref MemoryMarshal.GetReference(run.Fees);
        ref var cuts = ref MemoryMarshal.GetReference(run.Cuts);
        var rows = run.Space.SpareRows.AsSpan(0, listed);
        var owners = run.Space.Level.AsSpan(0, listed);
        var start = 0;
        for (var number = 0; number < capped; number++)
        {
            (Unsafe.Add(ref next, number), start) = (start, start + Unsafe.Add(ref next, number));
        }
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            entries[Unsafe.Add(ref next, owners[i])++] =
                (Unsafe.Add(ref fees, row), Unsafe.Add(ref cuts, row));
        }
    }

    /// <summary>Where the room of one seller ends, among its entries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static SellerCut End(in ClearingRun run, int from, int to, long room)
    {
        var entries = new Weighted(run.Space.Keys, run.Space.Weights, 0, to - from);
        var grouped = run.Space.SellerEntries.AsSpan(from, to - from);
        for (var i = 0; i < grouped.Length; i++)
        {
            (entries.Keys[i], entries.Weights[i]) = grouped[i];
        }
        var over = MarginSelection.TrySelect(
            entries, entries, room, run.Space.Buckets, out var margin, out var above);
        return new() { Margin = over ? margin : -1, Left = room - above };
    }

    /// <summary>Writes the cuts and lists the rows that are left with nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CutRows(in ClearingRun run, int listed, Span<long> cuts)
    {
        ref var ends = ref MemoryMarshal.GetArrayDataReference(run.Space.SellerCuts);
        ref var refused = ref MemoryMarshal.GetArrayDataReference(run.Space.Refused);
        ref var fees = ref MemoryMarshal.GetReference(run.Fees);
        ref var written = ref MemoryMarshal.GetReference(cuts);
        var rows = run.Space.SpareRows.AsSpan(0, listed);
        var owners = run.Space.Level.AsSpan(0, listed);
        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            unchecked
            {
                // Fees and volumes are at least 0, a margin at least -1: no difference overflows.
                ref var end = ref Unsafe.Add(ref ends, owners[i]);
                var row = rows[i];
                var (fee, want) = (Unsafe.Add(ref fees, row), Unsafe.Add(ref written, row));
                var above = (end.Margin - fee) >> 63;
                var at = (((end.Margin ^ fee) - 1) >> 63) & ~above;
                var most = (above & long.MaxValue) | (at & end.Left);
                var cut = want + ((most - want) & ((most - want) >> 63));
                end.Left -= cut & at;
                Unsafe.Add(ref written, row) = cut;
                Unsafe.Add(ref refused, count) = row;
                count += (int)((cut - 1) >>> 63);
            }
        }
        return count;
    }
}
