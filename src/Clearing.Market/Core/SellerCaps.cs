using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Clearing.Market;

/// <summary>
/// Step 2: a seller's eligible rows, by descending fee and then sequence, share its room.
/// </summary>
/// <remarks>
/// Where each seller's room ends is known: a pass over the book cuts each row by its seller's
/// end. Nothing branches on a fee, a volume or a seller: it would not be foreseen. Rows at the
/// fee of their seller's end are listed and looked at once more.
/// </remarks>
internal ref struct SellerCaps
{
    private readonly ClearingRun run;
    private readonly SellerEnds ends;
    private readonly ReadOnlySpan<int> sellers;
    private readonly Span<long> cuts;

    /// <summary>Rows left with nothing, and rows at the fee of their seller's end.</summary>
    private RowList refused;
    private RowList atEnd;

    private SellerCaps(
        in ClearingRun run, in ClearingColumns columns, SellerEnds ends, Span<long> cuts)
    {
        this.run = run;
        this.ends = ends;
        sellers = columns.Seller;
        this.cuts = cuts;
        refused = new(run.Space.Refused);
        atEnd = new(run.Space.SpareRows);
    }

    /// <summary>Cuts the rows of the sellers that want more than their room.</summary>
    public static void Cut(ref ClearingRun run, in ClearingColumns columns)
    {
        if (columns.SellerEnds is not { } ends) { return; }
        var cuts = Eligibility.OwnCuts(run);
        run.RefusedByCap = new SellerCaps(run, columns, ends, cuts).CutRows();
        run.Cuts = cuts;
    }

    /// <summary>Cuts all rows; gives how many are left with nothing.</summary>
    private int CutRows()
    {
        var row = Avx2.IsSupported ? ByFours() : 0;
        for (; row < sellers.Length; row++) { One(row); }
        AtEnds();
        return refused.Count;
    }

    /// <summary>Cuts the rows at the fee of their seller's end by their sequence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AtEnds()
    {
        ref var wants = ref MemoryMarshal.GetReference(run.Cuts);
        ref var owners = ref MemoryMarshal.GetReference(sellers);
        ref var rows = ref MemoryMarshal.GetArrayDataReference(ends.Rows);
        ref var lefts = ref MemoryMarshal.GetArrayDataReference(ends.Lefts);
        ref var written = ref MemoryMarshal.GetReference(cuts);
        var outs = refused;
        foreach (var row in run.Space.SpareRows.AsSpan(0, atEnd.Count))
        {
            var seller = Unsafe.Add(ref owners, row);
            var end = Unsafe.Add(ref rows, seller);
            var most = row < end ? long.MaxValue : row == end ? Unsafe.Add(ref lefts, seller) : 0;
            Unsafe.Add(ref written, row) = Math.Min(most, Unsafe.Add(ref wants, row));
            outs.Add(row, most == 0);
        }
        refused = outs;
    }

    private void One(int row)
    {
        var (fee, want, end) = (run.Fees[row], run.Cuts[row], ends.Fees[sellers[row]]);
        var eligible = want > 0 && fee >= run.Terms.Reserve;
        cuts[row] = eligible && fee <= end ? 0 : want;
        refused.Add(row, eligible && fee < end);
        atEnd.Add(row, eligible && fee == end);
    }

    /// <summary>The same as <see cref="One"/> for four rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ByFours()
    {
        ref var fees = ref MemoryMarshal.GetReference(run.Fees);
        ref var wants = ref MemoryMarshal.GetReference(run.Cuts);
        ref var owners = ref MemoryMarshal.GetReference(sellers);
        ref var margins = ref MemoryMarshal.GetArrayDataReference(ends.Fees);
        ref var written = ref MemoryMarshal.GetReference(cuts);
        var reserve = Vector256.Create(run.Terms.Reserve);
        var outs = refused;
        var lasts = atEnd;
        var count = sellers.Length & ~3;
        for (var row = 0; row < count; row += 4)
        {
            var fee = Vector256.LoadUnsafe(ref fees, (nuint)row);
            var want = Vector256.LoadUnsafe(ref wants, (nuint)row);
            ref var owner = ref Unsafe.Add(ref owners, row);
            var end = Vector256.Create(
                Unsafe.Add(ref margins, owner),
                Unsafe.Add(ref margins, Unsafe.Add(ref owner, 1)),
                Unsafe.Add(ref margins, Unsafe.Add(ref owner, 2)),
                Unsafe.Add(ref margins, Unsafe.Add(ref owner, 3)));
            var eligible = Vector256.AndNot(
                Vector256.GreaterThan(want, Vector256<long>.Zero),
                Vector256.GreaterThan(reserve, fee));
            var under = Vector256.GreaterThan(end, fee) & eligible;
            var at = Vector256.Equals(end, fee) & eligible;
            Vector256.AndNot(want, under | at).StoreUnsafe(ref written, (nuint)row);
            outs.Add(row, under);
            lasts.Add(row, at);
        }
        refused = outs;
        atEnd = lasts;
        return count;
    }
}
