namespace Clearing.Market;

/// <summary>
/// Step 2: a seller's eligible rows, by descending fee and then sequence, share its room. Only
/// the rows of sellers that want more than their room are listed and looked at.
/// </summary>
internal static class SellerCaps
{
    private const ulong Ceiling = 1UL << 63;

    /// <summary>Tallies the sellers; whether any wants more than its room.</summary>
    public static bool Exceeded(in ClearingRun run, in ClearingColumns columns)
    {
        var sellers = columns.SellerRoom.Length;
        if (sellers == 0) { return false; }
        var tallies = ClearingWorkspace.Fit(ref run.Space.Tallies, sellers).AsSpan(0, sellers);
        tallies.Clear();
        for (var row = 0; row < run.Cuts.Length; row++)
        {
            var want = run.Cuts[row];
            if (want == 0 || run.Fees[row] < run.Terms.Reserve) { continue; }
            ref var tally = ref tallies[columns.Seller[row]];
            // The sum stops at the ceiling and a want is below it: no overflow.
            tally.Wanted = Math.Min(unchecked(tally.Wanted + (ulong)want), Ceiling);
            tally.Rows++;
        }
        return ReserveLists(tallies, columns.SellerRoom, run.Terms.Lot) > 0;
    }

    /// <summary>Cuts the rows of the sellers that want more than their room.</summary>
    public static void Cut(ref ClearingRun run, in ClearingColumns columns)
    {
        var tallies = run.Space.Tallies.AsSpan(0, columns.SellerRoom.Length);
        var lists = ClearingWorkspace.Fit(ref run.Space.BySeller, run.Space.Rows);
        for (var row = 0; row < run.Cuts.Length; row++)
        {
            if (run.Cuts[row] == 0 || run.Fees[row] < run.Terms.Reserve) { continue; }
            ref var tally = ref tallies[columns.Seller[row]];
            if (tally.Next >= 0) { lists[tally.Next++] = row; }
        }
        for (var seller = 0; seller < tallies.Length; seller++)
        {
            var tally = tallies[seller];
            if (tally.Next < 0) { continue; }
            var rows = lists.AsSpan(tally.Next - tally.Rows, tally.Rows);
            CutSeller(ref run, rows, WholeLots(columns.SellerRoom[seller], run.Terms.Lot));
        }
    }

    private static long WholeLots(long room, long lot) => room - (room % lot);

    private static int ReserveLists(
        Span<SellerTally> tallies, ReadOnlySpan<long> rooms, long lot)
    {
        var listed = 0;
        for (var seller = 0; seller < tallies.Length; seller++)
        {
            ref var tally = ref tallies[seller];
            var room = rooms[seller];
            var over = room != long.MaxValue && tally.Wanted > (ulong)WholeLots(room, lot);
            tally.Next = over ? listed : -1;
            listed += over ? tally.Rows : 0;
        }
        return listed;
    }

    private static void CutSeller(ref ClearingRun run, scoped ReadOnlySpan<int> rows, long room)
    {
        var cuts = run.Space.Cut;
        Walk.TrySelect(run, rows, room, out var margin);
        foreach (var row in rows)
        {
            if (run.Fees[row] > margin) { room -= cuts[row]; }
        }
        foreach (var row in rows)
        {
            if (run.Fees[row] > margin) { continue; }
            cuts[row] = run.Fees[row] < margin ? 0 : Math.Min(cuts[row], room);
            room -= cuts[row];
            if (cuts[row] == 0) { run.Space.Refused[run.RefusedByCap++] = row; }
        }
    }
}
