namespace Clearing.Market.Tests;

/// <summary>Keys of markets and the ranges of a configuration, to their first and last value.</summary>
public sealed class NamesAndLimits
{
    private static readonly string Longest = new('p', MarketKey.MaxPartLength);

    public static TheoryData<string?, bool> Keys => new()
    {
        { "a/b/c", true },
        { "A.z/0_9/x-y", true },
        { $"{Longest}/{Longest}/{Longest}", true },
        { $"{Longest}x/b/c", false },
        { $"a/b/{Longest}x", false },
        { "a/b/c:d", false },
        { "a//c", false },
        { null, false },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_has_three_parts_of_1_to_64_characters(string? text, bool allowed)
    {
        Assert.Equal(allowed, MarketKey.TryParse(text, out var key));
        if (allowed) { Assert.Equal(text, MarketKey.Parse(text!).ToString()); }
        else { Assert.Throws<FormatException>(() => MarketKey.Parse(text!)); }
        Assert.Equal(allowed, key != default);
    }

    [Theory]
    [InlineData("a/b/c/s", true)]
    [InlineData("a/b/c/", false)]
    [InlineData("a/b/c", false)]
    [InlineData("a/b", false)]
    [InlineData("a//c/s", false)]
    public void A_seller_in_a_market_is_the_markets_key_and_the_sellers_id(string key, bool allowed)
    {
        if (allowed) { Assert.Equal(("a/b/c", "s"), MarketSellerKey.Split(key)); }
        else { Assert.Throws<FormatException>(() => MarketSellerKey.Split(key)); }
    }

    public static TheoryData<MarketConfig> InRange => new(
        new MarketConfig { CreditRatePpm = 0, CreditCapPpm = 0 },
        new MarketConfig { CreditRatePpm = 10_000_000, CreditCapPpm = 1_000_000 },
        new MarketConfig { RepricingSupportPpm = 0, RepricingMinVolume = default },
        new MarketConfig { RepricingSupportPpm = 1_000_000 },
        new MarketConfig { ContestWindowSeconds = 30 * 24 * 60 * 60 },
        new MarketConfig { FourEyesSettlement = Money.Zero, FourEyesCut = default(CubicFeet) },
        new MarketConfig { FourEyesCorrection = Money.Zero, SalesReview = Money.Zero },
        new MarketConfig { HighestMaxFee = default(Fee), SmallestMaxVolume = default(CubicFeet) },
        new MarketConfig { CapShareOfBasePpm = 0, CapFloor = default },
        new MarketConfig { SellerCaps = [new("a", default)] });

    [Theory]
    [MemberData(nameof(InRange))]
    public void The_first_and_the_last_value_of_each_range_are_in_it(MarketConfig config) =>
        Assert.True(ConfigRule.Allows(config));

    public static TheoryData<MarketConfig> JustOutOfRange => new(
        new MarketConfig { CreditRatePpm = -1 },
        new MarketConfig { CreditCapPpm = -1 },
        new MarketConfig { ContestWindowSeconds = (30 * 24 * 60 * 60) + 1 },
        new MarketConfig { ContestWindowSeconds = -1 },
        new MarketConfig { FourEyesSettlement = new Money(-1) },
        new MarketConfig { FourEyesCut = new CubicFeet(-1) },
        new MarketConfig { FourEyesCorrection = new Money(-1) },
        new MarketConfig { SalesReview = new Money(-1) },
        new MarketConfig { SalesReview = new Money(1), CreditsFrom = CreditSource.Days },
        new MarketConfig { SellerCaps = [new("a b", new CubicFeet(1))] });

    [Theory]
    [MemberData(nameof(JustOutOfRange))]
    public void One_beyond_a_range_is_not_in_it(MarketConfig config) =>
        Assert.False(ConfigRule.Allows(config));

    [Fact]
    public void The_seed_of_a_lottery_is_sealed_until_the_settlement()
    {
        var test = new TestMarket(new() { TieRule = TieRule.SeededLottery, LotterySeed = "dice" });
        test.Bid("a", "acme", 5, 10);
        Assert.Equal("", test.Market.Report().ForSellers().Config!.LotterySeed);
        Assert.Equal(0, test.Market.Report().ForSellers().OpenBidsFrom);
        Assert.Null(new CapacityMarket(TestMarket.Key).Report().ForSellers().Config);
        test.Do(test.Market.Settle());

        Assert.Equal("dice", test.Market.Report().ForSellers().Config!.LotterySeed);
    }

    [Fact]
    public void A_bid_that_got_nothing_has_its_reason_in_every_round_that_it_was_open_for()
    {
        var test = new TestMarket();
        test.Bid("a", "acme", 9, 10);
        test.Bid("b", "bob", 5, 10);
        test.Bid("c", "carol", 4, 10, timeInForce: TimeInForce.Round);
        test.Bid("d", "dora", 3, 10);
        test.Cancel("d", "dora");
        test.Cleared(1, 10);
        test.Cleared(2, 4);

        Assert.Equal([("b", Reason.Outbid), ("c", Reason.Outbid)], test.Market.NotGranted(1));
        Assert.Empty(test.Market.NotGranted(2));
    }

    [Fact]
    public void Bidders_are_read_page_by_page_in_the_order_of_their_first_bids()
    {
        var test = new TestMarket();
        foreach (var seller in (string[])["zoe", "acme", "bob"]) { test.Bid("a", seller, 5, 10); }

        Assert.Equal<string>(["zoe", "acme"], test.Market.Bidders(0, 2));
        Assert.Equal<string>(["bob"], test.Market.Bidders(2, 2));
        Assert.Empty(test.Market.Bidders(3, 2));
        Assert.Empty(test.Market.Bidders(0, 0));
    }
}
