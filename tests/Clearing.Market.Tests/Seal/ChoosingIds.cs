namespace Clearing.Market.Tests;

/// <summary>Ids belong to each seller: no seller learns, blocks or uses those of another.</summary>
public sealed class ChoosingIds
{
    private static TestMarket TwoSellers()
    {
        var test = new TestMarket();
        Assert.Equal(BidStatus.Accepted, test.Bid("b", "s1", 9, 10));
        Assert.Equal(BidStatus.Accepted, test.Bid("b", "s2", 7, 10));
        return test;
    }

    [Fact]
    public void Two_sellers_may_choose_the_same_id()
    {
        var test = TwoSellers();
        test.Cleared(1, 15);
        Assert.Equal("b:10 b:5", test.Won(1));
        Assert.Equal((9L, 7L), (
            test.View("s1", "b").Bid.MaxFee.Micros, test.View("s2", "b").Bid.MaxFee.Micros));
    }

    [Fact]
    public void Commands_reach_only_the_sellers_own_bids_and_awards()
    {
        var test = TwoSellers();
        Assert.Equal(AmendStatus.BidUnknown, test.Amend("b", "s3", fee: 1, id: "c"));
        Assert.Equal(AmendStatus.Amended, test.Amend("b", "s2", fee: 8, id: "c"));
        Assert.Equal(CancelStatus.Cancelled, test.Cancel("b", "s1", id: "c"));
        Assert.Equal(BidStage.Open, test.View("s2", "b").Stage);
        test.Cleared(1, 10);
        Assert.Equal(RelinquishStatus.AwardUnknown, test.Relinquish("b@1", "s1", 1, id: "d"));
        Assert.Equal(RelinquishStatus.OnOffer, test.Relinquish("b@1", "s2", 1, id: "d"));
        Assert.Equal(CapacityStatus.Changed, test.Add(1, id: "d"));
    }

    [Fact]
    public void Awards_of_equal_ids_are_released_to_their_own_sellers()
    {
        var test = TwoSellers();
        test.Cleared(1, 20);
        test.Relinquish("b@1", "s2", 4);
        test.Relinquish("b@1", "s1", 4);
        test.Bid("late", "s3", 9, 6);
        test.Cleared(2);
        Assert.Equal<Release>(
            [new("b@1", new(4), "s2"), new("b@1", new(2), "s1")],
            test.Events.OfType<RoundCleared>().Last().Releases);
        test.TellAll();
        Assert.Equal((8L, 6L), (
            test.Seller("s1").Statement(TestMarket.Key)!.Awards.Single().Granted.Value - 2,
            test.Seller("s2").Statement(TestMarket.Key)!.Awards.Single().Granted.Value - 4));
        Assert.Equal((2L, 4L), (
            test.Seller("s1").Statement(TestMarket.Key)!.Awards.Single().Released.Value,
            test.Seller("s2").Statement(TestMarket.Key)!.Awards.Single().Released.Value));
    }

    [Fact]
    public void A_refusal_of_one_seller_does_not_spend_another_ones_id()
    {
        var test = new TestMarket();
        Assert.Equal(BidStatus.AboveSellerCap, test.Bid("b", "s1", 9, 10, cap: 5));
        Assert.Equal(BidStatus.Accepted, test.Bid("b", "s2", 9, 10));
        Assert.Equal(CancelStatus.BidUnknown, test.Cancel("x", "s1", id: "c"));
        Assert.Equal(CancelStatus.Cancelled, test.Cancel("b", "s2", id: "c"));
    }

    [Fact]
    public void Equal_ids_draw_equal_lots_and_the_earlier_sequence_goes_first()
    {
        var test = new TestMarket(new MarketConfig
        {
            TieRule = TieRule.SeededLottery,
            LotterySeed = "x",
        });
        for (var i = 1; i <= 9; i++) { test.Bid("b", $"s{i}", 5, 1); }
        test.Cleared(1, 4);
        Assert.Equal(
            ["s1", "s2", "s3", "s4"], test.Market.Awards(1, 0, 9).Select(award => award.Seller));
    }

    [Fact]
    public void A_receipt_shows_the_sellers_own_running_number()
    {
        var test = new TestMarket();
        for (var i = 1; i <= 5; i++) { test.Bid($"r{i}", "rival", 1, 1); }
        Assert.Equal(1, test.Place(new Bid("a", "own", new(5), new(10))).Number);
        test.Bid("r6", "rival", 1, 1);
        Assert.Equal(2, test.Place(new Bid("b", "own", new(5), new(10))).Number);
        test.Amend("a", "own", fee: 6);
        Assert.Equal(1, test.Place(new Bid("a", "own", new(5), new(10))).Number);
        Assert.Equal(
            [(1L, null), (2L, (long?)null)],
            test.Market.BidsOf("own").Select(view => (view.Number, view.Sequence)));
    }

    [Fact]
    public void The_markets_sequence_number_shows_after_the_clearing_in_which_the_bid_took_part()
    {
        var test = new TestMarket();
        test.Bid("r", "rival", 1, 1);
        test.Bid("a", "own", 5, 10);
        test.Close(1);
        test.Bid("late", "own", 5, 10);
        Assert.All(test.Market.BidsOf("own"), view => Assert.Null(view.Sequence));
        test.Cleared(1, 3);
        Assert.Equal(
            [2, null], test.Market.BidsOf("own").Select(view => (int?)view.Sequence));
        test.Amend("a", "own", fee: 9);
        Assert.Null(test.View("own", "a").Sequence);
        test.Do(test.Market.Settle());
        Assert.Equal([4, 3], test.Market.BidsOf("own").Select(view => (int?)view.Sequence));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(9, 1)]
    [InlineData(10, 10)]
    [InlineData(99, 10)]
    [InlineData(100, 100)]
    [InlineData(int.MaxValue, 1_000_000_000)]
    public void Open_bids_are_told_as_a_class(int count, int from) =>
        Assert.Equal(from, CountClass.Of(count));
}
