using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Clearing.Market.Core;

/// <summary>
/// One pass over the whole book: grants every row above a bracket of fees, refuses every other
/// row, and lists the open rows inside it, by ascending sequence, with their fees and wants
/// unless all fees in it are the same.
/// </summary>
/// <remarks>Sums are exact for any volumes.</remarks>
internal ref struct Sweep
{
    private readonly ClearingRun _run;
    private readonly Bracket _bracket;
    private BracketList _inside;

    /// <summary>How many rows were listed.</summary>
    public readonly int Listed => _inside.Count;

    /// <summary>The sum of what eligible rows want.</summary>
    public Int128 Demand;

    /// <summary>The sum of what was granted above the bracket.</summary>
    public Int128 Above;

    /// <summary>The sum of what the listed rows want.</summary>
    public Int128 Inside;

    public Sweep(in ClearingRun run, Bracket bracket)
    {
        _run = run;
        _bracket = bracket;
        _inside = new(run.Space, columns: !bracket.IsOneFee);
        var done = Avx2.IsSupported ? ByFours() : 0;
        for (; done < run.Fees.Length; done++) { One(done); }
    }

    private void One(int row)
    {
        var (fee, cut) = (_run.Fees[row], _run.Cuts[row]);
        var want = Math.Max(0, cut);
        var open = want != 0;
        var above = fee > _bracket.Highest;
        var under = fee < _bracket.Lowest;
        var eligible = fee >= _run.Terms.Reserve;
        _run.Granted[row] = above ? want : 0;
        _run.Reasons[row] = cut < 0 ? Reason.SellerCap : !open || above ? Reason.None
            : eligible ? Reason.Outbid : Reason.BelowReserve;
        _inside.Add(row, open && !above && !under, fee, want);
        Demand += eligible ? want : 0;
        Above += above ? want : 0;
        Inside += above | under ? 0 : want;
    }

    /// <summary>The same as <see cref="One"/> for four rows at a time.</summary>
    /// <returns>
    /// How many rows are done; none where volumes are so large that a sum of them may be past 63
    /// bits.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ByFours()
    {
        ref var fees = ref MemoryMarshal.GetReference(_run.Fees);
        ref var cuts = ref MemoryMarshal.GetReference(_run.Cuts);
        ref var granted = ref MemoryMarshal.GetReference(_run.Granted);
        ref var reasons = ref Unsafe.As<Reason, byte>(ref MemoryMarshal.GetReference(_run.Reasons));
        var reserve = Vector256.Create(_run.Terms.Reserve);
        var lowest = Vector256.Create(_bracket.Lowest);
        var highest = Vector256.Create(_bracket.Highest);
        var zero = Vector256<long>.Zero;
        var (demand, over, within, bits) = (zero, zero, zero, zero);
        var list = _inside;
        var end = _run.Fees.Length & ~3;
        for (var row = 0; row < end; row += 4)
        {
            var fee = Vector256.LoadUnsafe(ref fees, (nuint)row);
            var cut = Vector256.LoadUnsafe(ref cuts, (nuint)row);
            var want = Vector256.Max(cut, zero);
            var closed = Vector256.Equals(want, zero);
            var above = Vector256.GreaterThan(fee, highest);
            var under = Vector256.GreaterThan(lowest, fee);
            var ineligible = Vector256.GreaterThan(reserve, fee);
            var give = want & above;
            give.StoreUnsafe(ref granted, (nuint)row);
            demand += Vector256.AndNot(want, ineligible);
            over += give;
            within += Vector256.AndNot(want, above | under);
            bits |= want;
            var refused = ~(closed | above);
            Unsafe.WriteUnaligned(
                ref Unsafe.Add(ref reasons, row),
                FourReasons.Of(Vector256.AndNot(refused, ineligible), Reason.Outbid)
                    | FourReasons.Of(refused & ineligible, Reason.BelowReserve)
                    | FourReasons.Of(cut, Reason.SellerCap));
            list.Add(row, ~(above | under | closed), fee, want);
        }
        var most = bits[0] | bits[1] | bits[2] | bits[3];
        if (most > long.MaxValue / Math.Max(1, end)) { return 0; }
        (Demand, Above, Inside) = (
            Vector256.Sum(demand), Vector256.Sum(over), Vector256.Sum(within));
        _inside = list;
        return end;
    }
}
