using System.Collections.Immutable;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    /// <summary>An operator's view. It reveals no bid.</summary>
    public MarketReport Report() => new(
        Key, Stage, _config, new CubicFeet(_pool), new CubicFeet(_pending),
        new CubicFeet(_awards.Offers.Volume), new CubicFeet(_held), LastRound, _closed?.Round ?? 0,
        CountClass.Of(_bids.OpenBids), Calendar, UntoldCount,
        _closed is { Nonce: not null } ? _closed.BookHash : null, _closed?.At, SettledAt,
        _provisional is { } contest ? contest.At + Window : null);

    /// <summary>
    /// A cleared round as the public may see it; null if that round was not cleared.
    /// </summary>
    /// <remarks>
    /// Until the market is settled it leaves out what would tell of bids that stand: hashes of
    /// version 1, and a demand that says more than both parts of the curve together.
    /// </remarks>
    /// <param name="round">The round's number.</param>
    public RoundReport? Round(int round)
    {
        var whole = AuditedRound(round);
        if (whole is null || Stage == MarketStage.Settled) { return whole; }
        if (whole.HashVersion == 1) { whole = whole with { BookHash = null, ResultHash = null }; }
        return SealedCurve(_awards.IndexOf(round)).Losing is [.., var last]
            && whole.EligibleDemand == whole.Granted.Value + last.CumulativeVolume
                ? whole
                : whole with { EligibleDemand = null };
    }

    /// <summary>
    /// A cleared round with all that is on record; null if that round was not cleared.
    /// </summary>
    /// <remarks>For auditors until the market is settled.</remarks>
    /// <param name="round">The round's number.</param>
    public RoundReport? AuditedRound(int round)
    {
        var index = _awards.IndexOf(round);
        if (index < 0) { return null; }
        var cleared = _awards.Rounds[index];
        var (facts, closed) = (cleared.Facts, cleared.Closed);
        return new RoundReport(
            facts.Terms, facts.CapacityDelta, facts.Available, facts.EligibleDemand,
            new CubicFeet(cleared.Granted), new CubicFeet(facts.Available.Value - cleared.Granted),
            facts.LowestGranted, facts.RoundFee, facts.RepricedTo, cleared.Bids, cleared.Winners,
            cleared.Repriced, closed.BookHash, facts.ResultHash, closed.HashVersion,
            closed.Nonce is { } nonce
                ? Convert.ToHexStringLower(new RoundKeys(nonce, Key, round).Blind)
                : null,
            closed.Root, cleared.Closed.At, facts.At);
    }

    /// <summary>
    /// Tells which commands were answered before; sending one again returns that answer.
    /// </summary>
    /// <param name="seller">Whose commands they are; empty for the operators'.</param>
    /// <param name="ids">Ids of amendments, cancellations, relinquishments or changes.</param>
    /// <returns>For each id, in the same order, true if it has an answer.</returns>
    public ImmutableArray<bool> Answered(string seller, ImmutableArray<string> ids) =>
        [.. ids.Select(id => _commands.Knows(seller, id))];

    /// <summary>All cleared rounds, by number.</summary>
    public ImmutableArray<RoundReport> Rounds() =>
        [.. _awards.Rounds.Select(cleared => Round(cleared.Number)!)];

    /// <summary>A page of the sellers that ever had a bid here, in the sequence of their first.</summary>
    /// <param name="skip">Sellers to pass over; 0 or more.</param>
    /// <param name="most">The most sellers to give.</param>
    public ImmutableArray<string> Bidders(int skip, int most) =>
    [
        .. Enumerable.Range(skip, Math.Max(0, Math.Min(most, _bids.Sellers.Count - skip)))
            .Select(_bids.Sellers.IdOf),
    ];

    /// <summary>A seller's bids as they stand, by its own running number.</summary>
    /// <param name="seller">The seller's id.</param>
    public ImmutableArray<BidView> BidsOf(string seller) =>
        [.. _bids.RowsOf(seller).OrderBy(_bids.NumberOf).Select(OwnViewOf)];

    /// <summary>A page of a seller's bids as they stand, by its own running number.</summary>
    /// <param name="seller">The seller's id.</param>
    /// <param name="stage">Only bids of this stage match; null for every stage.</param>
    /// <param name="after">Only bids with a higher number match; 0 for all.</param>
    /// <param name="most">The most bids to give; 0 or more.</param>
    public BidPage BidsOf(string seller, BidStage? stage, long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        int[] matching =
        [
            .. _bids.RowsOf(seller).Where(row => _bids.NumberOf(row) > after
                && (stage is null || _bids.MarkOf(row).Seen() == stage)),
        ];
        return new(
            [.. matching.OrderBy(_bids.NumberOf).Take(most).Select(OwnViewOf)],
            matching.Length);
    }

    /// <summary>A seller's bid as it stands; null if the seller placed none with this id.</summary>
    /// <param name="seller">The seller's id.</param>
    /// <param name="bid">The bid's id.</param>
    public BidView? BidOf(string seller, string bid) =>
        _bids.Find(bid, seller) is >= 0 and var row ? OwnViewOf(row) : null;

    /// <summary>
    /// A page of the awards of a cleared round, by sequence number of their bids.
    /// </summary>
    /// <param name="round">The round's number; one that was not cleared has none.</param>
    /// <param name="skip">Awards to pass over; 0 or more.</param>
    /// <param name="most">The most awards to give; 0 or more.</param>
    public ImmutableArray<Award> Awards(int round, int skip, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var index = _awards.IndexOf(round);
        if (index < 0) { return []; }
        var page = Math.Min(most, _awards.Rounds[index].Winners - skip);
        if (page <= 0) { return []; }
        return
        [
            .. Enumerable.Range(skip, page)
                .Select(position => new AwardPlace(index, position))
                .Select(place => _awards.AwardOf(place, _bids.SellerOf(_awards.RowOf(place)))),
        ];
    }

    /// <summary>The fee that the awards of a cleared round pay now.</summary>
    /// <param name="round">A cleared round.</param>
    public Fee CurrentFee(int round) => new(_awards.Rounds[_awards.IndexOf(round)].CurrentFee);

    /// <summary>The open bids that a cleared round gave nothing, by sequence, and why.</summary>
    /// <param name="round">A cleared round.</param>
    public IEnumerable<(string BidId, Reason Reason)> NotGranted(int round)
    {
        var index = _awards.IndexOf(round);
        var cleared = _awards.Rounds[index];
        for (var row = 0; row < cleared.Closed.ThroughSequence; row++)
        {
            if (!_bids.IsOpen(row) && _bids.ClosedAfter(row) <= index) { continue; }
            var reason = cleared.ReasonOf(row, _bids.Fees[row], Rules.Lot);
            if (reason != Reason.None) { yield return (_bids.IdOf(row), reason); }
        }
    }

    private BidView OwnViewOf(int row) =>
        HasTakenPart(row) ? ViewOf(row) : ViewOf(row) with { Sequence = null };

    private BidView ViewOf(int row)
    {
        var (round, reason) = LastPart(row);
        return new BidView(
            _bids.BidOf(row), row + 1L, _bids.MarkOf(row).Seen(),
            new CubicFeet(_bids.GrantedOf(row)), round, reason, _bids.NumberOf(row),
            _bids.PlacedAt(row));
    }

    // A sequence number reveals how many bids came; it is shown when the clearing is over.
    private bool HasTakenPart(int row)
    {
        if (Stage == MarketStage.Settled) { return true; }
        var rounds = _bids.IsOpen(row) ? _awards.Rounds.Count : _bids.ClosedAfter(row);
        return rounds > 0 && row < _awards.Rounds[rounds - 1].Closed.ThroughSequence;
    }

    private (int Round, Reason Reason) LastPart(int row)
    {
        for (; row >= 0; row = _bids.EarlierOf(row))
        {
            var rounds = _bids.IsOpen(row) ? _awards.Rounds.Count : _bids.ClosedAfter(row);
            if (rounds == 0) { continue; }
            var last = _awards.Rounds[rounds - 1];
            if (row >= last.Closed.ThroughSequence) { continue; }
            return (last.Number, last.ReasonOf(row, _bids.Fees[row], Rules.Lot));
        }
        return (0, Reason.None);
    }
}
