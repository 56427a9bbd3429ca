namespace Clearing.Market.Tests;

public sealed class RaisingAlarms
{
    private readonly TestMarket _test = new();

    [Fact]
    public void One_cubic_foot_at_fee_zero_in_a_late_round_raises_the_alarm()
    {
        TwoRounds();
        _test.Bid("tiny", "mallory", 0, 1);
        _test.Bid("large", "carol", 8, 200);

        _test.Cleared(3, 201);

        Assert.Equal([3], _test.Market.Alarms);
        Assert.Equal(PublicFactKind.MarketAlarm, _test.Market.Facts(0, 99)[^1].Kind);
    }

    [Fact]
    public void Support_keeps_the_fees_and_the_alarm_is_raised_all_the_same()
    {
        var test = new TestMarket(new MarketConfig { RepricingSupportPpm = 50_000 });
        test.Bid("a", "alice", 9, 100);
        test.Cleared(1, 100);
        test.Bid("tiny", "mallory", 0, 1);
        test.Bid("large", "carol", 9, 200);
        test.Cleared(2, 201);

        Assert.Equal([2], test.Market.Alarms);
        Assert.Equal(new Fee(9), test.Market.CurrentFee(1));
    }

    [Theory]
    [InlineData(0, 3, 9, "it is more than a hundredth")]
    [InlineData(5, 1, 9, "it is more than half the next fee")]
    [InlineData(10, 1, 30, "it lowers nothing")]
    public void Honest_ends_of_a_round_raise_none(long fee, long volume, long next, string why)
    {
        TwoRounds();
        _test.Bid("last", "mallory", fee, volume);
        _test.Bid("large", "carol", next, 200);
        _test.Cleared(3, 200 + volume);

        Assert.True(_test.Market.Alarms.Count == 0, why);
    }

    [Fact]
    public void A_bid_that_came_early_raises_none()
    {
        _test.Bid("early", "mallory", 0, 1);
        TwoRounds();
        _test.Bid("large", "carol", 8, 200);
        _test.Cleared(3, 201);

        Assert.Empty(_test.Market.Alarms);
    }

    private void TwoRounds()
    {
        _test.Bid("a", "alice", 9, 100);
        _test.Cleared(1, 100);
        _test.Bid("b", "bob", 8, 100);
        _test.Cleared(2, 100);
    }
}
