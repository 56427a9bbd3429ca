using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Clearing.Market;

/// <summary>
/// One pass over the whole book: grants every row above a bracket of fees, refuses every other
/// row, and lists the open rows inside it, by ascending sequence, with their fees and wants
/// unless all fees in it are the same.
/// </summary>
/// <remarks>
/// Sums are kept as two halves of 32 bits, so that they are exact for any volumes.
/// </remarks>
internal ref struct Sweep
{
    private static ReadOnlySpan<uint> Spread =>
    [
        0x00000000, 0x000000FF, 0x0000FF00, 0x0000FFFF, 0x00FF0000, 0x00FF00FF, 0x00FFFF00,
        0x00FFFFFF, 0xFF000000, 0xFF0000FF, 0xFF00FF00, 0xFF00FFFF, 0xFFFF0000, 0xFFFF00FF,
        0xFFFFFF00, 0xFFFFFFFF,
    ];

    private readonly ClearingRun run;
    private readonly Bracket bracket;
    private BracketList inside;

    /// <summary>How many rows were listed.</summary>
    public readonly int Listed => inside.Count;

    /// <summary>The sum of what eligible rows want.</summary>
    public Int128 Demand;

    /// <summary>The sum of what was granted above the bracket.</summary>
    public Int128 Above;

    public Sweep(in ClearingRun run, Bracket bracket)
    {
        this.run = run;
        this.bracket = bracket;
        inside = new(run.Space, columns: !bracket.IsOneFee);
        var done = Avx2.IsSupported ? ByFours() : 0;
        for (; done < run.Fees.Length; done++) { One(done); }
    }

    private void One(int row)
    {
        var (fee, want) = (run.Fees[row], run.Cuts[row]);
        var open = want != 0;
        var above = fee > bracket.Highest;
        var under = fee < bracket.Lowest;
        var eligible = fee >= run.Terms.Reserve;
        run.Granted[row] = above ? want : 0;
        run.Reasons[row] = !open || above ? Reason.None
            : eligible ? Reason.Outbid : Reason.BelowReserve;
        inside.Add(row, open && !above && !under, fee, want);
        Demand += eligible ? want : 0;
        Above += above ? want : 0;
    }

    /// <summary>The same as <see cref="One"/> for four rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ByFours()
    {
        ref var fees = ref MemoryMarshal.GetReference(run.Fees);
        ref var cuts = ref MemoryMarshal.GetReference(run.Cuts);
        ref var granted = ref MemoryMarshal.GetReference(run.Granted);
        ref var reasons = ref Unsafe.As<Reason, byte>(ref MemoryMarshal.GetReference(run.Reasons));
        var reserve = Vector256.Create(run.Terms.Reserve);
        var lowest = Vector256.Create(bracket.Lowest);
        var highest = Vector256.Create(bracket.Highest);
        var (demand, over) = (new SplitSum(), new SplitSum());
        var list = inside;
        var end = run.Fees.Length & ~3;
        for (var row = 0; row < end; row += 4)
        {
            var fee = Vector256.LoadUnsafe(ref fees, (nuint)row);
            var want = Vector256.LoadUnsafe(ref cuts, (nuint)row);
            var closed = Vector256.Equals(want, Vector256<long>.Zero);
            var above = Vector256.GreaterThan(fee, highest);
            var under = Vector256.GreaterThan(lowest, fee);
            var ineligible = Vector256.GreaterThan(reserve, fee);
            var give = want & above;
            give.StoreUnsafe(ref granted, (nuint)row);
            demand.Add(Vector256.AndNot(want, ineligible));
            over.Add(give);
            var refused = ~(closed | above);
            Unsafe.WriteUnaligned(
                ref Unsafe.Add(ref reasons, row),
                Codes(Vector256.AndNot(refused, ineligible), Reason.Outbid)
                    | Codes(refused & ineligible, Reason.BelowReserve));
            list.Add(row, ~(above | under | closed), fee, want);
        }
        (Demand, Above) = (demand.Total, over.Total);
        inside = list;
        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Codes(Vector256<long> rows, Reason reason) =>
        Unsafe.Add(
            ref MemoryMarshal.GetReference(Spread), (int)rows.ExtractMostSignificantBits())
        & ((uint)reason * 0x01010101);

    /// <summary>An exact sum of volumes in halves of 32 bits.</summary>
    private struct SplitSum
    {
        private Vector256<long> low;
        private Vector256<long> high;

        public readonly Int128 Total => ((Int128)Vector256.Sum(high) << 32) + Vector256.Sum(low);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector256<long> volumes)
        {
            low += volumes & Vector256.Create(0xFFFFFFFFL);
            high += Vector256.ShiftRightLogical(volumes, 32);
        }
    }
}
