using System.Collections.Immutable;
using System.Globalization;

namespace Clearing.Formats;

/// <summary>One market of a replay and the sellers that it notifies.</summary>
internal sealed class ReplayedMarket
{
    private static readonly ImmutableHashSet<string> Nobody = [];

    private readonly CapacityMarket _market;
    private readonly SortedDictionary<string, SellerAccount> _sellers;
    private readonly List<RoundResult> _rounds = [];
    private readonly Dictionary<string, string> _sellerByBid = new(StringComparer.Ordinal);
    private readonly bool _open;
    private int _reviews;

    public ReplayedMarket(
        string label, MarketConfig config, SortedDictionary<string, SellerAccount> sellers)
    {
        Label = label;
        _sellers = sellers;
        _market = new CapacityMarket(label);
        _open = ConfigRule.Allows(config);
        // A file has no clock: windows end at once.
        if (_open)
        {
            _market.Apply(new MarketOpened(config with { ContestWindowSeconds = 0 }));
        }
    }

    public string Label { get; }

    /// <summary>Plays an event; returns the refusal, or null if it was accepted.</summary>
    public string? Play(ScenarioEvent happened, int index)
    {
        if (happened is MalformedEvent malformed) { return malformed.Reason; }
        if (!_open) { return Words.Of(OpenStatus.ConfigOutOfRange); }
        var id = string.Create(CultureInfo.InvariantCulture, $"event-{index}");
        return happened switch
        {
            SubmitEvent submit => Submit(submit.Bid),
            AmendEvent amend => Refusal(_market.Amend(new Amendment(
                id, amend.BidId, SellerOfBid(amend.BidId), amend.MaxFee,
                amend.MaxVolume, amend.MinVolume, amend.TimeInForce))),
            CancelEvent cancel => Refusal(_market.Cancel(
                new Cancellation(id, cancel.BidId, SellerOfBid(cancel.BidId)))),
            RelinquishEvent relinquish => Refusal(_market.Relinquish(new Relinquishment(
                id, relinquish.AwardId, SellerOfAward(relinquish.AwardId),
                relinquish.Volume))),
            ClearEvent clear => Clear(clear.Terms),
            SalesEvent sales => Report(sales, sales.Report ?? id),
            ReviewEvent review => Review(review),
            _ => throw new ArgumentException("An unknown kind of event.", nameof(happened)),
        };
    }

    /// <summary>The market's outcome so far.</summary>
    public MarketResult Result() => ReplayReport.Of(_rounds, Statements());

    private string? Submit(Bid bid)
    {
        // In a file, bid ids are unique per market, because they alone name awards.
        if (_sellerByBid.TryGetValue(bid.Id, out var owner) && owner != bid.Seller)
        {
            return Words.Of(BidStatus.BidIdReused);
        }
        // Sellers of a replay have no base allocation.
        var cap = CapRule.FromBase(_market.Config, baseLimit: default);
        var (receipts, events) = _market.Place([bid], cap);
        foreach (var placed in events)
        {
            _market.Apply(placed);
            _sellerByBid[bid.Id] = bid.Seller;
        }
        return receipts[0].Status == BidStatus.Accepted
            ? null
            : Words.Of(receipts[0].Status);
    }

    // No seller has the id "-", so unknown bids and awards are refused as such.
    private string SellerOfBid(string bid) => _sellerByBid.GetValueOrDefault(bid, "-");

    private string SellerOfAward(string award) =>
        SellerOfBid(award[..Math.Max(0, award.LastIndexOf('@'))]);

    private string? Clear(RoundTerms terms)
    {
        if (_market.Round(terms.Round) is not null) { return "ROUND_ALREADY_CLEARED"; }
        var nonce = RoundNonce.OfReplay(Label, terms.Round);
        if (Refusal(_market.Clear(terms, nonce)) is { } refusal) { return refusal; }
        _rounds.Add(ReplayReport.Of(_market, terms.Round, _rounds));
        Tell();
        return null;
    }

    private string? Report(SalesEvent sales, string id)
    {
        if (!IdRule.Allows(sales.Seller)) { return Words.Of(BidStatus.SellerIdMalformed); }
        var seller = SellerOf(sales.Seller);
        var (status, events) = seller.Report(
            new SalesReport(id, Label, sales.Incremental), new SalesRule(
                CreditSource.Report, _market.Config?.SalesReview));
        foreach (var reported in events) { seller.Apply(reported); }
        return status == ReportStatus.Recorded ? null : Words.Of(status);
    }

    private string? Review(ReviewEvent review)
    {
        if (!IdRule.Allows(review.Seller)) { return Words.Of(BidStatus.SellerIdMalformed); }
        var seller = SellerOf(review.Seller);
        var (status, events) = seller.Review(
            new SalesReview(Label, review.Report, review.State, "review")
            {
                Id = $"review/{++_reviews}",
            });
        foreach (var reviewed in events) { seller.Apply(reviewed); }
        return status == ReviewStatus.Reviewed ? null : Words.Of(status);
    }

    private void Tell()
    {
        while (_market.UntoldCount > 0)
        {
            var notices = _market.Untold(_market.UntoldCount, Nobody);
            foreach (var notice in notices)
            {
                var seller = SellerOf(notice.Seller);
                foreach (var accepted in seller.Accept(notice)) { seller.Apply(accepted); }
            }
            foreach (var told in _market.Told(notices)) { _market.Apply(told); }
        }
    }

    private SellerAccount SellerOf(string id)
    {
        if (!_sellers.TryGetValue(id, out var seller))
        {
            seller = new SellerAccount(id);
            _sellers.Add(id, seller);
        }
        foreach (var joined in seller.Join(Label)) { seller.Apply(joined); }
        return seller;
    }

    private List<Statement> Statements() =>
    [
        .. _sellers.Values
            .Select(seller => seller.Statement(Label))
            .OfType<Statement>()
            .Where(statement => statement.Awards.Length > 0),
    ];

    private string? Refusal<TStatus>(Decision<TStatus, MarketEvent> decision)
        where TStatus : struct, Enum
    {
        foreach (var happened in decision.Events) { _market.Apply(happened); }
        return decision.Answer.Equals(default(TStatus)) ? null : Words.Of(decision.Answer);
    }
}
