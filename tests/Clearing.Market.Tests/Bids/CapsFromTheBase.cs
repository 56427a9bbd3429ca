namespace Clearing.Market.Tests;

/// <summary>A market may cap what a seller holds by a share of its base limit.</summary>
public sealed class CapsFromTheBase
{
    [Theory]
    [InlineData(200_000, 100_000, 20_000)]
    [InlineData(200_000, 10_001, 2_000)]
    [InlineData(200_000, 10_004, 2_000)]
    [InlineData(200_000, 10_005, 2_001)]
    [InlineData(1_000_000, 3_000, 3_000)]
    [InlineData(1, 3_000_000_000, 3_000)]
    [InlineData(1_000_000, long.MaxValue, long.MaxValue)]
    public void It_is_the_share_rounded_down_if_that_is_more_than_the_floor(
        int sharePpm, long baseLimit, long cap)
    {
        var config = new MarketConfig { CapShareOfBasePpm = sharePpm };

        Assert.Equal(new CubicFeet(cap), CapRule.FromBase(config, new CubicFeet(baseLimit)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9_999)]
    [InlineData(10_000)]
    public void It_is_never_less_than_the_floor(long baseLimit)
    {
        var config = new MarketConfig { CapShareOfBasePpm = 200_000 };

        Assert.Equal(new CubicFeet(2_000), CapRule.FromBase(config, new CubicFeet(baseLimit)));
    }

    [Fact]
    public void A_bid_may_reach_the_cap_and_one_above_it_is_refused_with_the_cap_as_its_limit()
    {
        var test = new TestMarket();
        Assert.Equal(BidStatus.Accepted, test.Bid("a", "acme", 5, 100, cap: 100));
        var above = new Bid("b", "acme", new Fee(5), new CubicFeet(101));
        var refused = test.Place(above, cap: 100);
        var again = test.Place(above, cap: 100);

        Assert.Equal((BidStatus.AboveSellerCap, new CubicFeet(100)), (refused.Status, refused.Limit));
        Assert.Equal(refused with { Repeated = true }, again);
        Assert.Null(test.Place(new("c", "acme", new Fee(-1), new CubicFeet(1)), cap: 100).Limit);
    }

    [Fact]
    public void A_cap_is_a_fact_when_it_is_another_one()
    {
        var test = new TestMarket();
        test.Bid("a", "acme", 5, 10, cap: 100);
        test.Bid("b", "acme", 5, 10, cap: 100);
        test.Bid("c", "acme", 5, 10);
        test.Bid("d", "acme", 5, 10, cap: 50);

        Assert.Equal<SellerCapSet>(
            [new("acme", new CubicFeet(100)), new("acme", new CubicFeet(50))],
            test.Events.OfType<SellerCapSet>());
    }

    [Theory]
    [InlineData(200, 2_000, 400)]
    [InlineData(2_000, 200, 200)]
    public void A_base_that_changes_before_the_clearing_changes_the_cap(
        long before, long after, long granted)
    {
        var test = new TestMarket();
        test.Bid("a", "acme", 5, 200, cap: before);
        test.Bid("b", "acme", 4, 200, cap: before);

        test.Do(test.Market.SetCap("acme", new(after)));

        Assert.Equal(granted, test.Cleared(1, 1_000).Granted.Value);
    }

    [Fact]
    public void An_amendment_may_reach_the_cap_of_the_latest_base()
    {
        var test = new TestMarket();
        test.Bid("a", "acme", 5, 200, cap: 200);
        Assert.Equal(AmendStatus.AboveSellerCap, test.Amend("a", "acme", volume: 300));

        test.Do(test.Market.SetCap("acme", new(300)));

        Assert.Equal(AmendStatus.Amended, test.Amend("a", "acme", volume: 300));
        Assert.Equal(AmendStatus.AboveSellerCap, test.Amend("a", "acme", volume: 301));
    }

    [Fact]
    public void A_cap_that_comes_while_a_book_is_closed_counts_from_the_next_round()
    {
        var test = new TestMarket();
        test.Bid("a", "acme", 5, 200, cap: 200);
        test.Bid("b", "acme", 4, 200, cap: 200);
        test.Close(1);

        test.Do(test.Market.SetCap("acme", new(300)));
        test.Bid("c", "acme", 3, 350, cap: 350);
        test.Bid("d", "acme", 3, 350, cap: 350);

        Assert.Equal([300, 350], test.Events.OfType<SellerCapSet>().Skip(1).Select(set => set.Cap.Value));
        Assert.All(test.Events.OfType<SellerCapSet>().Skip(1), set => Assert.True(set.FromNextRound));
        Assert.Equal(200, test.Cleared(1, 1_000).Granted.Value);
        Assert.Equal(150, test.Cleared(2).Granted.Value);
    }

    [Fact]
    public void A_cap_that_came_while_a_book_was_closed_counts_at_once_in_older_journals()
    {
        var test = new TestMarket();
        test.Bid("a", "acme", 5, 200, cap: 200);
        test.Bid("b", "acme", 4, 200, cap: 200);
        test.Close(1);

        test.Do([new SellerCapSet("acme", new(300))]);

        Assert.Equal(300, test.Cleared(1, 1_000).Granted.Value);
    }

    [Fact]
    public void A_base_changes_nothing_for_a_seller_without_bids_and_after_the_settlement()
    {
        var test = new TestMarket();
        test.Bid("a", "acme", 5, 200, cap: 200);

        Assert.Empty(test.Market.SetCap("acme", new(200)));
        Assert.Empty(test.Market.SetCap("acme", null));
        Assert.Empty(test.Market.SetCap("nobody", new(100)));
        test.Do(test.Market.Settle());
        Assert.Empty(test.Market.SetCap("acme", new(100)));
    }

    [Fact]
    public void Without_a_share_nobody_is_capped_by_the_base()
    {
        Assert.Null(CapRule.FromBase(new MarketConfig(), new CubicFeet(100_000)));
        Assert.Null(CapRule.FromBase(null, new CubicFeet(100_000)));
    }
}
