using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Clearing.Market.Core;

/// <summary>
/// Step 2: a seller's eligible rows, by descending fee and then sequence, share its room.
/// </summary>
/// <remarks>
/// Where each seller's room ends is known: a pass over the book cuts each row by its seller's
/// end. Nothing branches on a fee, a volume or a seller: it would not be foreseen. Rows at the
/// fee of their seller's end are listed and looked at once more, block by block.
/// </remarks>
internal ref struct SellerCaps
{
    /// <summary>Rows whose columns stay in a near cache until they are looked at again.</summary>
    private const int Block = 8192;

    private readonly ClearingRun _run;
    private readonly ReadOnlySpan<SellerEnd> _ends;
    private readonly ReadOnlySpan<int> _sellers;
    private readonly Span<long> _cuts;

    /// <summary>
    /// The fees of the ends without their last bits, small enough to stay in a near cache, and
    /// how many bits these are.
    /// </summary>
    private readonly ReadOnlySpan<short> _coarse;
    private readonly int _shift;

    /// <summary>Rows at the fee of their seller's end.</summary>
    private RowList _atEnd;

    private SellerCaps(
        in ClearingRun run,
        in ClearingColumns columns,
        SellerEnds ends,
        Span<long> cuts)
    {
        _run = run;
        _ends = ends.Sellers;
        _sellers = columns.Seller;
        _cuts = cuts;
        _shift = Math.Max(0, BitOperations.Log2((ulong)ends.FeeBits) + 1 - 15);
        _coarse = Coarsen(ends.Sellers, _shift, run.Space);
        _atEnd = new(run.Space.SpareRows);
    }

    /// <summary>Cuts the rows of the sellers that want more than their room.</summary>
    public static void Cut(ref ClearingRun run, in ClearingColumns columns)
    {
        if (columns.SellerEnds is not { } ends) { return; }
        var cuts = Eligibility.OwnCuts(run);
        new SellerCaps(run, columns, ends, cuts).CutRows();
        run.Cuts = cuts;
    }

    private void CutRows()
    {
        for (var from = 0; from < _sellers.Length; from += Block)
        {
            var to = Math.Min(from + Block, _sellers.Length);
            _atEnd.Count = 0;
            var row = Avx2.IsSupported ? ByFours(from, to) : from;
            for (; row < to; row++) { One(row); }
            AtEnds();
        }
    }

    /// <summary>
    /// Cuts the rows that are about at the fee of their seller's end: by fee, then by sequence.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AtEnds()
    {
        ref var fees = ref MemoryMarshal.GetReference(_run.Fees);
        ref var wants = ref MemoryMarshal.GetReference(_run.Cuts);
        ref var owners = ref MemoryMarshal.GetReference(_sellers);
        ref var lasts = ref MemoryMarshal.GetReference(_ends);
        ref var written = ref MemoryMarshal.GetReference(_cuts);
        foreach (var row in _run.Space.SpareRows.AsSpan(0, _atEnd.Count))
        {
            ref var end = ref Unsafe.Add(ref lasts, Unsafe.Add(ref owners, row));
            var fee = Unsafe.Add(ref fees, row);
            var most = row == end.Row ? end.Left
                : fee > end.Fee || (fee == end.Fee && row < end.Row) ? long.MaxValue
                : 0;
            var cut = Math.Min(most, Unsafe.Add(ref wants, row));
            Unsafe.Add(ref written, row) = cut > 0 ? cut : ClearingRun.Capped;
        }
    }

    private static ReadOnlySpan<short> Coarsen(
        ReadOnlySpan<SellerEnd> ends, int shift, ClearingWorkspace space)
    {
        var coarse = ClearingWorkspace.Fit(ref space.CoarseEnds, ends.Length)
            .AsSpan(0, ends.Length);
        for (var seller = 0; seller < ends.Length; seller++)
        {
            coarse[seller] = (short)Math.Min(ends[seller].Fee >> shift, short.MaxValue);
        }
        return coarse;
    }

    private void One(int row)
    {
        var (fee, want, end) = (_run.Fees[row], _run.Cuts[row], _coarse[_sellers[row]]);
        fee = Math.Min(fee >> _shift, short.MaxValue);
        var eligible = want > 0 && _run.Fees[row] >= _run.Terms.Reserve;
        _cuts[row] = eligible && fee < end ? ClearingRun.Capped : want;
        _atEnd.Add(row, eligible && fee == end);
    }

    /// <summary>The same as <see cref="One"/> for four rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ByFours(int from, int to)
    {
        ref var fees = ref MemoryMarshal.GetReference(_run.Fees);
        ref var wants = ref MemoryMarshal.GetReference(_run.Cuts);
        ref var owners = ref MemoryMarshal.GetReference(_sellers);
        ref var margins = ref MemoryMarshal.GetReference(_coarse);
        ref var written = ref MemoryMarshal.GetReference(_cuts);
        var reserve = Vector256.Create(_run.Terms.Reserve);
        var lasts = _atEnd;
        var row = from;
        unchecked
        {
            for (; row <= to - 4; row += 4)
            {
                var fee = Vector256.LoadUnsafe(ref fees, (nuint)row);
                var want = Vector256.LoadUnsafe(ref wants, (nuint)row);
                ref var owner = ref Unsafe.Add(ref owners, row);
                var end = Vector256.Create(
                    (long)Unsafe.Add(ref margins, owner),
                    Unsafe.Add(ref margins, Unsafe.Add(ref owner, 1)),
                    Unsafe.Add(ref margins, Unsafe.Add(ref owner, 2)),
                    Unsafe.Add(ref margins, Unsafe.Add(ref owner, 3)));
                var eligible = Vector256.AndNot(
                    Vector256.GreaterThan(want, Vector256<long>.Zero),
                    Vector256.GreaterThan(reserve, fee));
                fee = Vector256.Min(
                    Vector256.ShiftRightLogical(fee, _shift),
                    Vector256.Create((long)short.MaxValue));
                var under = Vector256.GreaterThan(end, fee) & eligible;
                var at = Vector256.Equals(end, fee) & eligible;
                // All ones are -1: capped.
                (want | under).StoreUnsafe(ref written, (nuint)row);
                lasts.Add(row, at);
            }
        }
        _atEnd = lasts;
        return row;
    }
}
