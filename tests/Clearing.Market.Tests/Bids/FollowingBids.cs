namespace Clearing.Market.Tests.Book;

/// <summary>A seller can follow what it did to its own bids, and sees nothing of others.</summary>
public sealed class FollowingBids
{
    private static readonly DateTimeOffset Then = new(2026, 10, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly TestMarket _market = new();

    [Fact]
    public void Each_accepted_amended_and_cancelled_bid_is_a_fact_with_the_bid_as_it_was_then()
    {
        _market.Bid("b-1", "acme", fee: 5, volume: 60);
        _market.Bid("b-2", "acme", fee: 7, volume: 10);
        _market.Amend("b-1", "acme", fee: 6, id: "a-1");
        _market.Amend("b-1", "acme", volume: 40, id: "a-2");
        _market.Cancel("b-1", "acme", id: "c-1");

        var facts = _market.Market.BidFacts("acme", 0, 10);

        Assert.Equal([1, 2, 3, 4, 5], facts.Select(fact => fact.Number));
        Assert.Equal(
            [
                BidFactKind.Accepted, BidFactKind.Accepted, BidFactKind.Amended,
                BidFactKind.Amended, BidFactKind.Cancelled,
            ],
            facts.Select(fact => fact.Kind));
        Assert.Equal([null, null, "a-1", "a-2", "c-1"], facts.Select(fact => fact.CommandId));
        Assert.Equal([1, 2, 1, 1, 1], facts.Select(fact => fact.BidNumber));
        Assert.Equal(
            [(5, 60), (7, 10), (6, 60), (6, 40), (6, 40)],
            facts.Select(fact => (fact.Bid.MaxFee.Micros, fact.Bid.MaxVolume.Value)));
    }

    [Fact]
    public void Facts_of_others_are_neither_shown_nor_counted()
    {
        _market.Bid("b-1", "acme", fee: 5, volume: 60);
        _market.Bid("b-1", "bob", fee: 6, volume: 60);
        _market.Amend("b-1", "bob", fee: 7);
        _market.Cancel("b-1", "acme");

        Assert.Equal([1, 2], _market.Market.BidFacts("acme", 0, 10).Select(fact => fact.Number));
        Assert.Equal(2, _market.Market.BidFactCount("bob"));
        Assert.Equal(0, _market.Market.BidFactCount("carol"));
        Assert.Empty(_market.Market.BidFacts("carol", 0, 10));
    }

    [Fact]
    public void What_is_refused_or_repeated_is_no_fact()
    {
        _market.Bid("b-1", "acme", fee: 5, volume: 60);
        _market.Bid("b-1", "acme", fee: 5, volume: 60);
        _market.Bid("b-2", "acme", fee: 5, volume: 0);
        _market.Cancel("b-9", "acme");
        _market.Cancel("b-1", "acme", id: "c-1");
        _market.Cancel("b-1", "acme", id: "c-1");

        Assert.Equal(2, _market.Market.BidFactCount("acme"));
    }

    [Fact]
    public void A_page_begins_after_the_last_number_seen()
    {
        for (var n = 1; n <= 5; n++) { _market.Bid($"b-{n}", "acme", fee: n, volume: 1); }

        Assert.Equal([3, 4], _market.Market.BidFacts("acme", 2, 2).Select(fact => fact.Number));
        Assert.Empty(_market.Market.BidFacts("acme", 5, 2));
        Assert.Empty(_market.Market.BidFacts("acme", long.MaxValue, 2));
    }

    [Fact]
    public void A_bid_keeps_the_instant_at_which_it_was_placed()
    {
        var market = new CapacityMarket(TestMarket.Key);
        market.Apply(new MarketOpened(new MarketConfig()));
        market.Apply(new BidsPlaced(1, [Of("b-0")]));
        market.Apply(new BidsPlaced(2, [Of("b-1"), Of("b-2")]) { At = Then });
        market.Apply(new BidsPlaced(4, [Of("b-3")]) { At = Then.AddSeconds(1) });
        market.Apply(new BidAmended(
            new("a-1", "b-1", "acme", new Fee(9)), new(9), new(10), default, default, 5)
        {
            At = Then.AddHours(1),
        });

        Assert.Equal(
            [null, Then, Then, Then.AddSeconds(1)],
            market.BidsOf("acme").Select(bid => bid.PlacedAt));
        Assert.Equal(Then.AddHours(1), market.BidFacts("acme", 4, 1)[0].At);
        Assert.Equal(Then, market.BidFacts("acme", 1, 1)[0].At);
    }

    private static Bid Of(string id) => new(id, "acme", new(5), new(10));
}
