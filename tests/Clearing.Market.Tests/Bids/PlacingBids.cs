using System.Collections.Immutable;

namespace Clearing.Market.Tests;

public sealed class PlacingBids
{
    private static readonly Bid FirstBid = new("A", "s1", new Fee(5), new CubicFeet(100));

    [Fact]
    public void Accepted_bids_are_numbered_without_gaps()
    {
        var test = new TestMarket();
        Assert.Equal(1, test.Place(FirstBid).Number);
        Assert.Equal(BidStatus.VolumeNotPositive, test.Bid("X", "s1", 5, 0));
        Assert.Equal(2, test.Place(FirstBid with { Id = "B" }).Number);
    }

    [Fact]
    public void The_same_bid_again_gets_its_first_answer_and_changes_nothing()
    {
        var test = new TestMarket();
        test.Place(FirstBid);
        var again = test.Market.Place([FirstBid]);
        Assert.Equal(new BidReceipt("A", BidStatus.Accepted, 1, Repeated: true), Assert.Single(again.Answer));
        Assert.Empty(again.Events);
    }

    [Fact]
    public void The_same_bid_again_is_known_by_its_original_content_whatever_became_of_it()
    {
        var test = new TestMarket();
        test.Place(FirstBid);
        test.Amend("A", "s1", volume: 80);
        test.Amend("A", "s1", fee: 9);
        test.Amend("A", "s1", timeInForce: TimeInForce.Round);
        test.Cleared(1, 30);
        Assert.Equal(new BidReceipt("A", BidStatus.Accepted, 1, Repeated: true), test.Place(FirstBid));
        var asAmended = FirstBid with { MaxFee = new Fee(9), MaxVolume = new CubicFeet(80) };
        Assert.Equal(BidStatus.BidIdReused, test.Place(asAmended).Status);
    }

    [Fact]
    public void Another_bid_under_a_used_id_is_refused()
    {
        var test = new TestMarket();
        test.Place(FirstBid);
        Assert.Equal(BidStatus.BidIdReused, test.Bid("A", "s1", 6, 100));
        Assert.Equal(BidStatus.BidIdReused,
            test.Bid("A", "s1", 5, 100, timeInForce: TimeInForce.Round));
        Assert.Equal(1, test.Market.Report().OpenBidsFrom);
    }

    [Fact]
    public void A_bid_refused_for_its_content_may_be_corrected_under_its_id()
    {
        var test = new TestMarket();
        Assert.Equal(BidStatus.FeeNegative, test.Bid("A", "s1", -1, 100));
        Assert.Equal(BidStatus.Accepted, test.Place(FirstBid).Status);
    }

    [Fact]
    public void A_refusal_by_the_cap_is_final_even_when_the_cap_rises()
    {
        var test = new TestMarket();
        Assert.Equal(BidStatus.AboveSellerCap, test.Place(FirstBid, cap: 99).Status);
        Assert.Equal(BidStatus.AboveSellerCap, test.Place(FirstBid, cap: 1_000).Status);
        Assert.Equal(BidStatus.BidIdReused, test.Bid("A", "s1", 5, 50, cap: 1_000));
        Assert.Equal(0, test.Market.Report().OpenBidsFrom);
    }

    [Fact]
    public void One_bad_bid_does_not_spoil_the_others_of_a_call()
    {
        var test = new TestMarket();
        var receipts = test.Do(test.Market.Place(
            [FirstBid, FirstBid with { Id = "" }, FirstBid, FirstBid with { MaxFee = new Fee(6) },
                FirstBid with { Id = "B" }]));
        Assert.Equal(
            [BidStatus.Accepted, BidStatus.BidIdMalformed, BidStatus.Accepted,
                BidStatus.BidIdReused, BidStatus.Accepted],
            receipts.Select(receipt => receipt.Status));
        Assert.Equal([1, 0, 1, 0, 2], receipts.Select(receipt => receipt.Number));
    }

    [Theory]
    [InlineData(5, 100, 0, BidStatus.Accepted)]
    [InlineData(0, 10, 10, BidStatus.Accepted)]
    [InlineData(-5, 0, 0, BidStatus.FeeNegative)]
    [InlineData(7, 0, 0, BidStatus.FeeOffTick)]
    [InlineData(1_005, 0, 0, BidStatus.FeeAboveLimit)]
    [InlineData(5, 0, 0, BidStatus.VolumeNotPositive)]
    [InlineData(5, -10, 0, BidStatus.VolumeNotPositive)]
    [InlineData(5, 15, 20, BidStatus.VolumeOffLot)]
    [InlineData(5, 5, 20, BidStatus.VolumeBelowLimit)]
    [InlineData(5, 100, 105, BidStatus.MinVolumeOutOfRange)]
    [InlineData(5, 100, -1, BidStatus.MinVolumeOutOfRange)]
    [InlineData(5, 100, 7, BidStatus.MinVolumeOffLot)]
    public void The_first_refusal_that_applies_is_given(long fee, long volume, long min,
        BidStatus status)
    {
        var test = new TestMarket(new MarketConfig
        {
            Lot = new CubicFeet(volume == 5 ? 5 : 10),
            Tick = new Fee(5),
            HighestMaxFee = new Fee(1_000),
            SmallestMaxVolume = new CubicFeet(10),
        });
        Assert.Equal(status, test.Bid("A", "s1", fee, volume, min));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("a\0")]
    [InlineData("\u202eevil")]
    public void Ids_are_printable_ASCII_without_spaces(string id)
    {
        var test = new TestMarket();
        Assert.Equal(BidStatus.BidIdMalformed, test.Bid(id, "s1", 1, 1));
        Assert.Equal(BidStatus.SellerIdMalformed, test.Bid("A", id, 1, 1));
        Assert.Equal(CancelStatus.IdMalformed, test.Cancel("A", "s1", id));
        Assert.Equal(CancelStatus.BidUnknown, test.Cancel(id, "s1"));
        Assert.Single(test.Events);
    }

    [Fact]
    public void An_id_has_at_most_128_characters()
    {
        var test = new TestMarket();
        Assert.Equal(BidStatus.Accepted, test.Bid(new string('x', 128), "s1", 1, 1));
        Assert.Equal(BidStatus.BidIdMalformed, test.Bid(new string('x', 129), "s1", 1, 1));
    }

    [Fact]
    public void A_market_that_was_never_opened_takes_no_bids_and_spends_no_ids()
    {
        var market = new CapacityMarket(TestMarket.Key);
        var (receipts, events) = market.Place([FirstBid]);
        Assert.Equal(BidStatus.MarketUnknown, Assert.Single(receipts).Status);
        Assert.Empty(events);
    }

    [Fact]
    public void A_settled_market_takes_no_bids_but_knows_those_it_took()
    {
        var test = new TestMarket();
        test.Place(FirstBid);
        test.Do(test.Market.Settle());
        Assert.Equal(BidStatus.Accepted, test.Place(FirstBid).Status);
        Assert.Equal(BidStatus.MarketSettled, test.Bid("B", "s1", 5, 100));
        Assert.Equal(BidStage.Expired, test.View("s1", "A").Stage);
    }

    [Fact]
    public void Nobody_sees_the_bids_of_another_seller()
    {
        var test = new TestMarket();
        test.Place(FirstBid);
        Assert.Empty(test.Market.BidsOf("s2"));
        Assert.Equal(AmendStatus.BidUnknown, test.Amend("A", "s2", fee: 9));
        Assert.Equal(CancelStatus.BidUnknown, test.Cancel("A", "s2"));
        Assert.Equal(BidStage.Open, test.View("s1", "A").Stage);
    }

    [Fact]
    public void Many_ids_are_found_again_while_the_book_grows()
    {
        var test = new TestMarket();
        var bids = Enumerable.Range(0, 5_000)
            .Select(n => FirstBid with { Id = $"bid-{n}", Seller = $"seller-{n % 70}" })
            .ToImmutableArray();
        test.Do(test.Market.Place(bids));
        var again = test.Market.Place(bids);
        Assert.Empty(again.Events);
        Assert.Equal(Enumerable.Range(0, 5_000).Select(n => 1L + (n / 70)),
            again.Answer.Select(r => r.Number));
        Assert.Equal(72, test.Market.BidsOf("seller-29").Length);
    }
}
