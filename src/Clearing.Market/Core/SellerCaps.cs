using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Clearing.Market;

/// <summary>
/// Step 2: a seller's eligible rows, by descending fee and then sequence, share its room.
/// </summary>
/// <remarks>
/// Three passes over the book: tally what each seller wants; group the fees of the sellers that
/// want more than their room, to find where their room ends; cut every row by its seller's end.
/// </remarks>
internal static class SellerCaps
{
    private const ulong Ceiling = 1UL << 63;

    /// <summary>Tallies the sellers; whether any wants more than its room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Exceeded(in ClearingRun run, in ClearingColumns columns)
    {
        var count = columns.SellerRoom.Length;
        if (count == 0) { return false; }
        var tallies = ClearingWorkspace.Fit(ref run.Space.Tallies, count).AsSpan(0, count);
        tallies.Clear();
        for (var row = 0; row < run.Cuts.Length; row++)
        {
            var want = run.Cuts[row];
            if (want == 0 || run.Fees[row] < run.Terms.Reserve) { continue; }
            ref var tally = ref tallies[columns.Seller[row]];
            // The sum stops at the ceiling and a want is below it: no overflow.
            tally.Wanted = unchecked(tally.Wanted + (ulong)want);
            if (tally.Wanted > Ceiling) { tally.Wanted = Ceiling; }
            tally.Rows++;
        }
        return ReserveLists(run, columns.SellerRoom) > 0;
    }

    /// <summary>Cuts the rows of the sellers that want more than their room.</summary>
    /// <param name="run">The clearing, after <see cref="Exceeded"/>.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="cuts">Receives what each row may get.</param>
    public static void Cut(ref ClearingRun run, in ClearingColumns columns, Span<long> cuts)
    {
        ListRows(run, columns);
        var sellers = columns.SellerRoom.Length;
        var ends = ClearingWorkspace.Fit(ref run.Space.SellerCuts, sellers).AsSpan(0, sellers);
        for (var seller = 0; seller < sellers; seller++)
        {
            ends[seller] = run.Space.SellerLists[seller].Step == 0
                ? new() { Margin = -1 }
                : End(run, seller, WholeLots(columns.SellerRoom[seller], run.Terms.Lot));
        }
        run.RefusedByCap = CutRows(run, columns.Seller, ends, cuts);
    }

    private static long WholeLots(long room, long lot) => lot == 1 ? room : room - (room % lot);

    private static int ReserveLists(in ClearingRun run, ReadOnlySpan<long> rooms)
    {
        var lists = ClearingWorkspace.Fit(ref run.Space.SellerLists, rooms.Length);
        var listed = 0;
        for (var seller = 0; seller < rooms.Length; seller++)
        {
            var (tally, room) = (run.Space.Tallies[seller], rooms[seller]);
            var over = room != long.MaxValue
                && tally.Wanted > (ulong)WholeLots(room, run.Terms.Lot);
            lists[seller] = new()
            {
                Next = over ? listed : run.Space.Rows,
                Step = over ? 1 : 0,
            };
            listed += over ? tally.Rows : 0;
        }
        return listed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ListRows(in ClearingRun run, in ClearingColumns columns)
    {
        var lists = run.Space.SellerLists.AsSpan(0, columns.SellerRoom.Length);
        var entries = ClearingWorkspace.Fit(ref run.Space.SellerEntries, run.Space.Rows + 1);
        for (var row = 0; row < run.Cuts.Length; row++)
        {
            var (fee, want) = (run.Fees[row], run.Cuts[row]);
            if (want == 0 || fee < run.Terms.Reserve) { continue; }
            ref var list = ref lists[columns.Seller[row]];
            entries[list.Next] = (fee, want);
            list.Next += list.Step;
        }
    }

    private static SellerCut End(in ClearingRun run, int seller, long room)
    {
        var rows = run.Space.Tallies[seller].Rows;
        var from = run.Space.SellerLists[seller].Next - rows;
        var entries = new Weighted(run.Space.Keys, run.Space.Weights, 0, rows);
        var listed = run.Space.SellerEntries.AsSpan(from, rows);
        for (var i = 0; i < listed.Length; i++)
        {
            (entries.Keys[i], entries.Weights[i]) = listed[i];
        }
        MarginSelection.TrySelect(
            entries, entries, room, run.Space.Buckets, out var margin, out var above);
        return new() { Margin = margin, Left = room - above };
    }

    /// <summary>Writes the cuts and lists the rows that are left with nothing.</summary>
    /// <remarks>Free of branches that would depend on a fee: they would not be foreseen.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CutRows(
        in ClearingRun run, ReadOnlySpan<int> sellers, Span<SellerCut> ends, Span<long> cuts)
    {
        ref var refused = ref MemoryMarshal.GetArrayDataReference(run.Space.Refused);
        var (count, reserve) = (0, run.Terms.Reserve);
        for (var row = 0; row < cuts.Length; row++)
        {
            unchecked
            {
                // Fees and volumes are at least 0, a margin at least -1: no difference overflows.
                ref var end = ref ends[sellers[row]];
                var (fee, want) = (run.Fees[row], run.Cuts[row]);
                var ineligible = (fee - reserve) >> 63;
                var above = ((end.Margin - fee) >> 63) | ineligible;
                var at = fee == end.Margin ? ~ineligible : 0;
                var most = (above & long.MaxValue) | (at & end.Left);
                var cut = want + ((most - want) & ((most - want) >> 63));
                end.Left -= cut & at;
                cuts[row] = cut;
                Unsafe.Add(ref refused, count) = row;
                count += (int)(((cut - 1) & -want) >>> 63);
            }
        }
        return count;
    }
}
