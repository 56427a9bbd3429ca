namespace Clearing.Market.Rounds;

/// <summary>What stood behind a losing part, by seller and step: others are compared with it.</summary>
/// <remarks>
/// A mark is a sum over a seller's bids, modulo 2^64, of a volume times a number of the bid and its
/// fee that looks random. So marks are equal where every bid has the same volume, and they can be
/// added and subtracted like the volumes themselves. Sellers share <see cref="Groups"/> marks, so
/// that the memory of a large book is bounded: groups that differ are at most as many as sellers.
/// </remarks>
internal sealed class CurveMarks
{
    /// <summary>
    /// The number of marks in a step. More sellers than that never differ, so that a part with
    /// other bids than before is withheld where even more have to.
    /// </summary>
    public const int Groups = 128;

    private readonly ulong[] _rests;
    private readonly ulong[] _asked;

    /// <summary>Starts without a bid.</summary>
    /// <param name="bounds">The lowest fees of all steps but the last, descending.</param>
    public CurveMarks(long[] bounds)
    {
        Bounds = bounds;
        _rests = new ulong[(bounds.Length + 1) * Groups];
        _asked = new ulong[_rests.Length];
    }

    /// <summary>The lowest fees of all steps but the last, descending.</summary>
    public long[] Bounds { get; }

    /// <summary>The marks, in a step, of what bids wanted beyond their grants.</summary>
    /// <param name="step">The step's index, from 0 for the highest.</param>
    public ReadOnlySpan<ulong> RestsIn(int step) => _rests.AsSpan(step * Groups, Groups);

    /// <summary>The marks, in a step, of that and all that the bids were ever granted.</summary>
    /// <param name="step">The step's index, from 0 for the highest.</param>
    public ReadOnlySpan<ulong> AskedIn(int step) => _asked.AsSpan(step * Groups, Groups);

    /// <summary>Adds a bid.</summary>
    /// <param name="fee">Its max fee, micros.</param>
    /// <param name="seller">The seller's number.</param>
    /// <param name="bid">The bid's number among its seller's.</param>
    /// <param name="rest">What it wanted beyond its grants.</param>
    /// <param name="asked">That and all that it was ever granted.</param>
    public void Add(long fee, int seller, int bid, long rest, long asked)
    {
        var number = NumberOf(seller, bid, fee);
        var place = (StepOf(fee) * Groups) + (seller % Groups);
        unchecked
        {
            _rests[place] += (ulong)rest * number;
            _asked[place] += (ulong)asked * number;
        }
    }

    /// <summary>The same bids with fewer bounds.</summary>
    /// <param name="bounds">Some of the bounds, descending.</param>
    public CurveMarks At(long[] bounds)
    {
        if (bounds.Length == Bounds.Length) { return this; }
        var fewer = new CurveMarks(bounds);
        for (var place = 0; place < _rests.Length; place++)
        {
            var step = place / Groups;
            var to = step < Bounds.Length ? fewer.StepOf(Bounds[step]) : bounds.Length;
            to = (to * Groups) + (place % Groups);
            unchecked
            {
                fewer._rests[to] += _rests[place];
                fewer._asked[to] += _asked[place];
            }
        }
        return fewer;
    }

    private int StepOf(long fee)
    {
        var (step, end) = (0, Bounds.Length);
        while (step < end)
        {
            var middle = (step + end) / 2;
            if (Bounds[middle] > fee) { step = middle + 1; }
            else { end = middle; }
        }
        return step;
    }

    // An odd number, so that no volume makes it zero.
    private static ulong NumberOf(int seller, int bid, long fee) =>
        Mixed(Mixed(((ulong)(uint)seller << 32) | (uint)bid) ^ (ulong)fee) | 1;

    // The finalizer of SplitMix64: every bit of the result depends on all bits.
    private static ulong Mixed(ulong bits)
    {
        unchecked
        {
            bits += 0x9E3779B97F4A7C15;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }
}
