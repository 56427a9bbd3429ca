using System.Collections.Immutable;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    /// <summary>Notices that no seller has accepted yet.</summary>
    public int UntoldCount => _outbox.Count;

    /// <summary>
    /// The next notices to tell, at most one per seller: each seller's earliest untold one.
    /// </summary>
    /// <remarks>
    /// Sellers that do not accept are given again: leave them out for a while with
    /// <paramref name="skip"/>, so that others behind them are told.
    /// </remarks>
    /// <param name="most">The maximum number to return.</param>
    /// <param name="skip">Sellers to leave out, such as those being told just now.</param>
    public ImmutableArray<Notice> Untold(int most, IReadOnlySet<string> skip)
    {
        var notices = ImmutableArray.CreateBuilder<Notice>();
        foreach (var number in _outbox.Waiting)
        {
            if (notices.Count >= most) { break; }
            var seller = _bids.Sellers.IdOf(number);
            if (skip.Contains(seller)) { continue; }
            notices.Add(NoticeOf(number, seller, _outbox.EarliestOf(number)));
        }
        return notices.DrainToImmutable();
    }

    /// <summary>
    /// Records which notices were accepted. One already recorded changes nothing.
    /// </summary>
    /// <param name="notices">Notices that <see cref="Untold"/> gave.</param>
    public ImmutableArray<MarketEvent> Told(IEnumerable<Notice> notices) =>
    [
        .. notices
            .Where(notice => IsEarliest(notice.Seller, notice.Number))
            .GroupBy(notice => notice.Number, notice => notice.Seller)
            .OrderBy(told => told.Key)
            .Select(told => new NoticesAccepted(
                told.Key,
                [.. told.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])),
    ];

    /// <summary>
    /// The notice of the settlement for a seller that won nothing, and so is not notified; null
    /// before the settlement, and for a seller that won something.
    /// </summary>
    /// <param name="seller">The seller: one whose zone billed it in this market asks for it.</param>
    public Notice? SettlementFor(string seller)
    {
        if (Stage != MarketStage.Settled) { return null; }
        var number = _bids.Sellers.Find(seller);
        return number >= 0
            && _awards.Rounds.Any(round => Array.BinarySearch(round.WinningSellers, number) >= 0)
                ? null
                : NoticeOf(number, seller, _announced.Count + 1);
    }

    private void Apply(NoticesAccepted accepted)
    {
        foreach (var seller in accepted.Sellers)
        {
            _outbox.Tell(accepted.NoticeNumber, _bids.Sellers.Find(seller));
        }
    }

    private bool IsEarliest(string seller, int announcement)
    {
        var number = _bids.Sellers.Find(seller);
        return number >= 0 && announcement > 0 && _outbox.EarliestOf(number) == announcement;
    }

    // Each announcement is of a cleared round or a curtailment; the one after the last is the
    // settlement.
    private Notice NoticeOf(int number, string seller, int announcement)
    {
        if (announcement > _announced.Count)
        {
            return new Notice(
                Key, seller, announcement, LastRound, _moneyTerms!, [], [], null, true,
                Dated(SettledAt));
        }
        var (index, curtailment) = _announced[announcement - 1];
        if (curtailment is { } at)
        {
            return NoticeOf(at, _awards.Rounds[index].Number, seller, announcement);
        }
        var round = _awards.Rounds[index];
        return new Notice(
            Key, seller, announcement, round.Number, _moneyTerms!,
            AwardsOf(number, seller, index),
            round.ReleasesOf(number), RepricedTo(number, round), Settled: false,
            Dated(round.Facts.At));
    }

    // Only zones need to know when: other accounts are spared the bytes.
    private DateTimeOffset? Dated(DateTimeOffset? at) => _moneyTerms!.TellsZone ? at : null;

    private ImmutableArray<Award> AwardsOf(int number, string seller, int index)
    {
        var round = _awards.Rounds[index];
        if (Array.BinarySearch(round.WinningSellers, number) < 0) { return []; }
        var awards = ImmutableArray.CreateBuilder<Award>(1);
        foreach (var row in _bids.RowsOf(number))
        {
            var position = round.PositionOf(row);
            if (position >= 0) { awards.Add(_awards.AwardOf(new(index, position), seller)); }
        }
        // Rows come latest first; awards are in the order of their sequence numbers.
        awards.Reverse();
        return awards.DrainToImmutable();
    }

    private Fee? RepricedTo(int seller, ClearedRound round)
    {
        foreach (var index in round.RepricedRounds)
        {
            var winners = _awards.Rounds[index].WinningSellers;
            if (Array.BinarySearch(winners, seller) >= 0) { return round.Facts.RepricedTo; }
        }
        return null;
    }
}
