namespace Clearing.Market.Tests;

public sealed class AmendingBids
{
    private static TestMarket WithTwoBids()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", fee: 5, volume: 100, min: 20);
        test.Bid("B", "s2", fee: 5, volume: 100);
        return test;
    }

    private static long SequenceOfA(TestMarket test) =>
        test.Events.OfType<BidAmended>().Single().Sequence;

    [Theory]
    [InlineData(6L, null, null)]
    [InlineData(4L, null, null)]
    [InlineData(null, 101L, null)]
    [InlineData(null, null, 21L)]
    public void A_changed_fee_or_a_higher_volume_loses_time_priority(long? fee, long? volume,
        long? min)
    {
        var test = WithTwoBids();
        Assert.Equal(AmendStatus.Amended, test.Amend("A", "s1", fee, volume, min));
        Assert.Equal(3, SequenceOfA(test));
    }

    [Theory]
    [InlineData(5L, null, null)]
    [InlineData(null, 99L, null)]
    [InlineData(null, null, 19L)]
    [InlineData(null, 50L, 0L)]
    public void A_lower_volume_keeps_time_priority(long? fee, long? volume, long? min)
    {
        var test = WithTwoBids();
        Assert.Equal(AmendStatus.Amended, test.Amend("A", "s1", fee, volume, min));
        var view = test.View("s1", "A");
        Assert.Equal(1, SequenceOfA(test));
        Assert.Equal(volume ?? 100, view.Bid.MaxVolume.Value);
        Assert.Equal(min ?? 20, view.Bid.MinVolume.Value);
    }

    [Fact]
    public void Lost_priority_shows_in_the_next_tie()
    {
        var test = WithTwoBids();
        test.Amend("A", "s1", volume: 120, min: 0);
        test.Cleared(1, 100);
        Assert.Equal("B:100", test.Won(1));
        Assert.Equal(Reason.TieLost, test.View("s1", "A").LastReason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(9L)]
    public void The_max_volume_never_falls_below_what_is_granted_and_equal_to_it_closes_the_bid(long? fee)
    {
        var test = WithTwoBids();
        test.Cleared(1, 60);
        Assert.Equal(AmendStatus.VolumeBelowGranted, test.Amend("A", "s1", fee, volume: 59));
        Assert.Equal(AmendStatus.Amended, test.Amend("A", "s1", fee, volume: 60));
        Assert.Equal(BidStage.Complete, test.View("s1", "A").Stage);
        Assert.Equal(AmendStatus.BidNotOpen, test.Amend("A", "s1", volume: 70));
        Assert.Equal(1, test.Market.Report().OpenBidsFrom);
    }

    [Fact]
    public void A_bid_that_changes_its_fee_keeps_what_it_was_granted()
    {
        var test = WithTwoBids();
        test.Cleared(1, 60);
        test.Amend("A", "s1", fee: 9);
        Assert.Equal(60, test.View("s1", "A").Granted.Value);
        test.Cleared(2, 60);
        Assert.Equal("B:20 A:40", test.Won(2));
        Assert.Equal(new Fee(5), test.Market.Awards(1, 0, 9)[0].MaxFee);
        Assert.Equal(new Fee(9), test.Market.Awards(2, 0, 9)[1].MaxFee);
    }

    [Theory]
    [InlineData(-1L, null, null, AmendStatus.FeeNegative)]
    [InlineData(null, 0L, null, AmendStatus.VolumeNotPositive)]
    [InlineData(null, 19L, null, AmendStatus.MinVolumeOutOfRange)]
    [InlineData(null, null, 101L, AmendStatus.MinVolumeOutOfRange)]
    public void The_result_must_be_what_a_new_bid_could_be(
        long? fee, long? volume, long? min, AmendStatus status)
    {
        var test = WithTwoBids();
        Assert.Equal(status, test.Amend("A", "s1", fee, volume, min));
        Assert.Equal(100, test.View("s1", "A").Bid.MaxVolume.Value);
    }

    [Fact]
    public void The_same_amendment_again_changes_nothing()
    {
        var test = WithTwoBids();
        test.Amend("A", "s1", fee: 9, id: "x");
        var events = test.Events.Count;
        Assert.Equal(AmendStatus.Amended, test.Amend("A", "s1", fee: 9, id: "x"));
        Assert.Equal(AmendStatus.IdReused, test.Amend("A", "s1", fee: 8, id: "x"));
        Assert.Equal(CancelStatus.IdReused, test.Cancel("A", "s1", id: "x"));
        Assert.Equal(events, test.Events.Count);
    }

    [Fact]
    public void A_refusal_that_may_pass_is_final_for_its_id()
    {
        var test = WithTwoBids();
        Assert.Equal(AmendStatus.BidUnknown, test.Amend("C", "s1", fee: 9, id: "x"));
        Assert.Equal(CancelStatus.BidUnknown, test.Cancel("C", "s1", id: "y"));
        test.Bid("C", "s1", 5, 100);
        Assert.Equal(AmendStatus.BidUnknown, test.Amend("C", "s1", fee: 9, id: "x"));
        Assert.Equal(CancelStatus.BidUnknown, test.Cancel("C", "s1", id: "y"));
        Assert.Equal(AmendStatus.Amended, test.Amend("C", "s1", fee: 9, id: "z"));
    }

    [Fact]
    public void A_refusal_that_cannot_pass_leaves_its_id_free()
    {
        var test = WithTwoBids();
        Assert.Equal(AmendStatus.FeeNegative, test.Amend("A", "s1", fee: -1, id: "x"));
        Assert.Equal(AmendStatus.Amended, test.Amend("A", "s1", fee: 1, id: "x"));
    }

    [Fact]
    public void An_amendment_above_the_base_cap_is_refused()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 5, 100, cap: 150);
        Assert.Equal(AmendStatus.AboveSellerCap, test.Amend("A", "s1", volume: 151));
        Assert.Equal(AmendStatus.Amended, test.Amend("A", "s1", volume: 150));
    }

    [Fact]
    public void Cancelling_closes_the_rest_and_awards_stand()
    {
        var test = WithTwoBids();
        test.Cleared(1, 60);
        Assert.Equal(CancelStatus.Cancelled, test.Cancel("A", "s1"));
        Assert.Equal(CancelStatus.BidNotOpen, test.Cancel("A", "s1"));
        test.Cleared(2, 200);
        Assert.Equal("B:100", test.Won(2));
        Assert.Equal(160, test.Market.Report().Held.Value);
        var view = test.View("s1", "A");
        Assert.Equal((BidStage.Cancelled, 60L, 1),
            (view.Stage, view.Granted.Value, view.LastRound));
    }

    [Fact]
    public void A_refused_amendment_gives_the_limit_that_it_broke()
    {
        var test = new TestMarket(new MarketConfig
        {
            Tick = new Fee(5),
            Lot = new CubicFeet(10),
            HighestMaxFee = new Fee(100),
            SmallestMaxVolume = new CubicFeet(20),
        });
        test.Place(new Bid("A", "s1", new Fee(50), new CubicFeet(100)), cap: 120);
        test.Cleared(1, 60);

        Assert.Equal((AmendStatus.FeeOffTick, 5L), Limit(new("f1", "A", "s1", new Fee(51))));
        Assert.Equal((AmendStatus.FeeAboveLimit, 100L), Limit(new("f2", "A", "s1", new Fee(105))));
        Assert.Equal((AmendStatus.VolumeOffLot, 10L), Limit(Volume("v1", 65)));
        Assert.Equal((AmendStatus.VolumeBelowGranted, 60L), Limit(Volume("v2", 50)));
        Assert.Equal((AmendStatus.AboveSellerCap, 120L), Limit(Volume("v3", 130)));
        Assert.Equal((AmendStatus.MinVolumeOutOfRange, 100L), Limit(Minimum("m1", 110)));
        Assert.Equal((AmendStatus.MinVolumeOutOfRange, 0L), Limit(Minimum("m2", -10)));
        Assert.Equal((AmendStatus.Amended, null), Limit(Minimum("m3", 80)));
        Assert.Equal((AmendStatus.MinVolumeOutOfRange, 80L), Limit(Volume("m4", 70)));
        Assert.Equal((AmendStatus.Amended, null), Limit(Minimum("m5", 0)));
        Assert.Equal((AmendStatus.BidUnknown, null), Limit(new("u", "none", "s1", new Fee(50))));
        Assert.Equal((AmendStatus.Amended, null), Limit(Volume("ok", 70)));

        (AmendStatus, long?) Limit(Amendment amendment)
        {
            var receipt = test.Do(test.Market.AmendBid(amendment));
            return (receipt.Status, receipt.Limit);
        }

        Amendment Volume(string id, long volume) =>
            new(id, "A", "s1", MaxVolume: new CubicFeet(volume));

        Amendment Minimum(string id, long volume) =>
            new(id, "A", "s1", MinVolume: new CubicFeet(volume));
    }

    [Fact]
    public void A_repeated_amendment_says_so_and_an_id_that_is_used_again_does_not()
    {
        var test = WithTwoBids();
        var first = new Amendment("a", "A", "s1", new Fee(6));

        Assert.False(test.Do(test.Market.AmendBid(first)).Repeated);
        Assert.Equal(new(AmendStatus.Amended, Repeated: true), test.Do(test.Market.AmendBid(first)));
        Assert.Equal(
            new(AmendStatus.IdReused),
            test.Do(test.Market.AmendBid(first with { MaxFee = new Fee(7) })));
    }
}
