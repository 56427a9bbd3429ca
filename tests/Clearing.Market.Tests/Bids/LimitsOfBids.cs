namespace Clearing.Market.Tests;

/// <summary>A bid may be as large as a limit of the market, and not more.</summary>
public sealed class LimitsOfBids
{
    private static readonly MarketConfig Rules = new()
    {
        HighestMaxFee = new Fee(1_000),
        SmallestMaxVolume = new CubicFeet(100),
        Lot = new CubicFeet(10),
    };

    [Theory]
    [InlineData(1_000, 100, 0, null)]
    [InlineData(1_000, 100, 100, null)]
    [InlineData(1_001, 100, 0, BidStatus.FeeAboveLimit)]
    [InlineData(-1, 100, 0, BidStatus.FeeNegative)]
    [InlineData(0, 90, 0, BidStatus.VolumeBelowLimit)]
    [InlineData(0, 0, 0, BidStatus.VolumeNotPositive)]
    [InlineData(0, 105, 0, BidStatus.VolumeOffLot)]
    [InlineData(0, 100, 110, BidStatus.MinVolumeOutOfRange)]
    [InlineData(0, 100, -10, BidStatus.MinVolumeOutOfRange)]
    [InlineData(0, 100, 5, BidStatus.MinVolumeOffLot)]
    public void The_first_limit_that_a_bid_breaks_refuses_it(
        long fee, long most, long least, BidStatus? refusal)
    {
        var bid = new Bid("b", "s", new Fee(fee), new CubicFeet(most), new CubicFeet(least));

        Assert.Equal(refusal, BidRule.Refusal(bid, Rules));
    }

    [Theory]
    [InlineData(110, 100)]
    [InlineData(-10, 0)]
    public void A_min_volume_out_of_range_is_told_with_the_max_volume_or_zero(long least, long limit)
    {
        var bid = new Bid("b", "s", new Fee(5), new CubicFeet(100), new CubicFeet(least));

        Assert.Equal(
            (null, new CubicFeet(limit)), BidRule.LimitOf(bid, BidStatus.MinVolumeOutOfRange, Rules));
    }

    [Fact]
    public void A_bid_stands_for_a_round_or_a_period_and_nothing_else()
    {
        var bid = new Bid("b", "s", new Fee(5), new CubicFeet(100));

        Assert.Null(BidRule.Refusal(bid with { TimeInForce = TimeInForce.Round }, Rules));
        Assert.Equal(
            BidStatus.TimeInForceUnknown,
            BidRule.Refusal(bid with { TimeInForce = (TimeInForce)7 }, Rules));
    }
}
