namespace Clearing.Audit;

/// <summary>One open bid of a naive clearing; the list has the order of sequence.</summary>
/// <param name="MaxFee">The max fee in micros per cubic foot.</param>
/// <param name="Want">Max volume less granted volume, in cubic feet; 0 if not open.</param>
/// <param name="Need">Min volume less granted volume, in cubic feet, at least 0.</param>
/// <param name="Seller">The index of the seller.</param>
/// <param name="LotteryKey">SHA-256 of <c>seed:bid</c> in hexadecimal.</param>
public sealed record NaiveBid(
    long MaxFee, long Want, long Need = 0, int Seller = 0, string LotteryKey = "");

/// <summary>The outcome of one bid of a naive clearing.</summary>
/// <param name="Granted">The granted volume in cubic feet; 0 for none.</param>
/// <param name="Reason">Why the bid got nothing; <c>None</c> if it got something.</param>
public sealed record NaiveFate(long Granted, Reason Reason);

/// <summary>The result of a naive clearing.</summary>
/// <param name="Fates">The outcome of each bid, in the same order.</param>
/// <param name="EligibleDemand">The demand after reserve, caps and minimum.</param>
/// <param name="Granted">The granted volume in cubic feet.</param>
/// <param name="LowestGranted">The lowest max fee that got volume; null without an award.</param>
/// <param name="RoundFee">The fee of every winner, in micros; null without an award.</param>
public sealed record NaiveOutcome(
    IReadOnlyList<NaiveFate> Fates,
    Int128 EligibleDemand,
    Int128 Granted,
    long? LowestGranted,
    long? RoundFee);

/// <summary>
/// Clears step by step exactly as the market's rules say, and slowly. It is the oracle for the
/// fast clearing, with which it shares no code.
/// </summary>
public sealed class NaiveClearing
{
    private readonly ClearingTerms _terms;
    private readonly List<Candidate> _candidates;
    private Int128 _remaining;

    private NaiveClearing(
        IReadOnlyList<NaiveBid> bids, IReadOnlyList<long> rooms, ClearingTerms terms)
    {
        _terms = terms;
        _remaining = terms.Available / terms.Lot * terms.Lot;
        _candidates = bids
            .Select((bid, sequence) => new Candidate(bid, sequence))
            .Where(candidate => candidate.Bid.Want > 0)
            .ToList();
        Rooms = rooms.Select(room => (Int128)room).ToArray();
    }

    private Int128[] Rooms { get; }

    /// <summary>Clears a round.</summary>
    /// <param name="bids">The bids by ascending sequence.</param>
    /// <param name="rooms">
    /// The volume left under each seller's cap; <see cref="long.MaxValue"/> without a cap. It can
    /// be empty if no seller has one.
    /// </param>
    /// <param name="terms">The terms.</param>
    public static NaiveOutcome Clear(
        IReadOnlyList<NaiveBid> bids, IReadOnlyList<long> rooms, ClearingTerms terms)
    {
        var clearing = new NaiveClearing(bids, rooms, terms);
        clearing.KeepToTheReserve();
        clearing.KeepToTheCaps();
        clearing.KeepToTheMinima();
        var demand = Sum(clearing.Alive.Select(bid => bid.Cut));
        clearing.WalkDown();
        return clearing.Conclude(bids.Count, demand);
    }

    private IEnumerable<Candidate> Alive => _candidates.Where(bid => bid.Reason == Reason.None);

    private void KeepToTheReserve()
    {
        foreach (var bid in _candidates.Where(bid => bid.Bid.MaxFee < _terms.Reserve))
        {
            bid.Reason = Reason.BelowReserve;
        }
    }

    private void KeepToTheCaps()
    {
        if (Rooms.Length == 0) { return; }
        foreach (var bid in Alive
            .OrderByDescending(bid => bid.Bid.MaxFee).ThenBy(bid => bid.Sequence).ToList())
        {
            var seller = bid.Bid.Seller;
            if (Rooms[seller] == long.MaxValue) { continue; }
            bid.Cut = Int128.Min(bid.Cut, Rooms[seller] / _terms.Lot * _terms.Lot);
            Rooms[seller] -= bid.Cut;
            if (bid.Cut == 0) { bid.Reason = Reason.SellerCap; }
        }
    }

    private void KeepToTheMinima()
    {
        foreach (var bid in Alive.Where(bid => bid.Cut < bid.Bid.Need).ToList())
        {
            bid.Reason = Reason.MinFill;
        }
    }

    private void WalkDown()
    {
        if (_remaining < _terms.Lot)
        {
            foreach (var bid in Alive.ToList()) { bid.Reason = Reason.NoCapacity; }
            return;
        }
        var levels = Alive
            .GroupBy(bid => bid.Bid.MaxFee).OrderByDescending(level => level.Key).ToList();
        foreach (var level in levels)
        {
            if (_remaining == 0) { break; }
            var bids = level.OrderBy(bid => bid.Sequence).ToList();
            if (Sum(bids.Select(bid => bid.Cut)) <= _remaining)
            {
                foreach (var bid in bids) { Give(bid, bid.Cut); }
            }
            else { Split(bids); }
        }
    }

    private void Split(List<Candidate> bids)
    {
        switch (_terms.TieRule)
        {
            case TieRule.TimePriority:
                InTurn(bids);
                break;
            case TieRule.SeededLottery:
                InTurn(bids
                    .OrderBy(bid => bid.Bid.LotteryKey, StringComparer.Ordinal)
                    .ThenBy(bid => bid.Sequence));
                break;
            default:
                InShares(bids);
                break;
        }
    }

    private void InTurn(IEnumerable<Candidate> bids)
    {
        foreach (var bid in bids)
        {
            if (_remaining == 0) { break; }
            var most = Int128.Min(bid.Cut, _remaining);
            if (bid.Bid.Need > most) { bid.Reason = Reason.MinFill; }
            else { Give(bid, most); }
        }
    }

    private void InShares(List<Candidate> bids)
    {
        var kept = bids.ToList();
        var shares = Shares(kept);
        while (kept.Any(bid => shares[bid] < bid.Bid.Need))
        {
            kept.Remove(kept.Last(bid => shares[bid] < bid.Bid.Need));
            shares = Shares(kept);
        }
        foreach (var bid in kept) { Give(bid, shares[bid]); }
        foreach (var bid in bids.Except(kept))
        {
            var most = Int128.Min(bid.Cut, _remaining);
            if (most >= bid.Bid.Need) { Give(bid, most); }
            else { bid.Reason = Reason.MinFill; }
        }
    }

    private Dictionary<Candidate, Int128> Shares(List<Candidate> bids)
    {
        if (Sum(bids.Select(bid => bid.Cut)) <= _remaining)
        {
            return bids.ToDictionary(bid => bid, bid => bid.Cut);
        }
        return _terms.TieRule == TieRule.ProRata ? ProRata(bids) : EqualSplit(bids);
    }

    private Dictionary<Candidate, Int128> ProRata(List<Candidate> bids)
    {
        var lots = _remaining / _terms.Lot;
        var total = Sum(bids.Select(bid => bid.Cut));
        var shares = bids.ToDictionary(bid => bid, bid => lots * bid.Cut / total * _terms.Lot);
        var left = lots - (Sum(shares.Values) / _terms.Lot);
        foreach (var bid in bids
            .OrderByDescending(bid => lots * bid.Cut % total)
            .ThenBy(bid => bid.Sequence)
            .Take((int)left))
        {
            shares[bid] += _terms.Lot;
        }
        return shares;
    }

    private Dictionary<Candidate, Int128> EqualSplit(List<Candidate> bids)
    {
        var shares = bids.ToDictionary(bid => bid, _ => Int128.Zero);
        var left = _remaining / _terms.Lot;
        while (left > 0)
        {
            var hungry = bids.Where(bid => shares[bid] < bid.Cut).ToList();
            var equal = left / hungry.Count;
            if (equal == 0)
            {
                foreach (var bid in hungry.Take((int)left)) { shares[bid] += _terms.Lot; }
                break;
            }
            foreach (var bid in hungry)
            {
                var lots = Int128.Min(equal, (bid.Cut - shares[bid]) / _terms.Lot);
                shares[bid] += lots * _terms.Lot;
                left -= lots;
            }
        }
        return shares;
    }

    private void Give(Candidate bid, Int128 volume)
    {
        bid.Granted = volume;
        _remaining -= volume;
    }

    private NaiveOutcome Conclude(int count, Int128 demand)
    {
        var winners = _candidates.Where(bid => bid.Granted > 0).ToList();
        long? lowest = winners.Count == 0 ? null : winners.Min(bid => bid.Bid.MaxFee);
        foreach (var bid in Alive.Where(bid => bid.Granted == 0).ToList())
        {
            bid.Reason = bid.Bid.MaxFee == lowest ? Reason.TieLost : Reason.Outbid;
        }
        var fates = new NaiveFate[count];
        Array.Fill(fates, new NaiveFate(0, Reason.None));
        foreach (var bid in _candidates)
        {
            fates[bid.Sequence] = new((long)bid.Granted, bid.Reason);
        }
        return new(
            fates, demand, Sum(winners.Select(bid => bid.Granted)), lowest, Fee(lowest, demand));
    }

    private long? Fee(long? lowest, Int128 demand)
    {
        if (lowest is null) { return null; }
        switch (_terms.PricingRule)
        {
            case PricingRule.LowestGranted:
                return lowest;
            case PricingRule.ReserveIfUndersubscribed:
                return demand <= _terms.Available ? _terms.Reserve : lowest;
            default:
                var leftShort = _candidates.Where(bid => bid.Granted < bid.Cut
                    && bid.Reason is Reason.None or Reason.TieLost or Reason.Outbid);
                return leftShort.Select(bid => bid.Bid.MaxFee).Append(_terms.Reserve).Max();
        }
    }

    private static Int128 Sum(IEnumerable<Int128> volumes) =>
        volumes.Aggregate(Int128.Zero, (sum, volume) => sum + volume);

    private sealed class Candidate(NaiveBid bid, int sequence)
    {
        public NaiveBid Bid { get; } = bid;
        public int Sequence { get; } = sequence;
        public Int128 Cut { get; set; } = bid.Want;
        public Int128 Granted { get; set; }
        public Reason Reason { get; set; }
    }
}
