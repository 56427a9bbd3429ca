namespace Clearing.Market.Tests;

/// <summary>Rule 8: which fee a round reprices earlier awards to.</summary>
public sealed class RepricingTests
{
    private static TestMarket Market(
        long minVolume = 0, int supportPpm = 0, PricingRule pricing = PricingRule.LowestGranted)
    {
        var test = new TestMarket(new MarketConfig
        {
            RepricingMinVolume = new CubicFeet(minVolume),
            RepricingSupportPpm = supportPpm,
            PricingRule = pricing,
        });
        test.Bid("early", "s1", 9, 100);
        test.Cleared(1, 100);
        return test;
    }

    private static Fee? Repriced(TestMarket test, int round, long delta = 0) =>
        test.Cleared(round, delta).RepricedTo;

    [Fact]
    public void Without_a_guard_one_cubic_foot_reprices_everybody()
    {
        var test = Market();
        test.Bid("big", "s2", 6, 99);
        test.Bid("tiny", "s3", 0, 1);
        Assert.Equal(new Fee(0), Repriced(test, 2, 100));
    }

    [Theory]
    [InlineData(0, 10_000, 0)]
    [InlineData(0, 10_001, 6)]
    [InlineData(0, 50_000, 6)]
    [InlineData(0, 1_000_000, 8)]
    [InlineData(1, 0, 0)]
    [InlineData(2, 0, 6)]
    [InlineData(51, 0, 6)]
    [InlineData(52, 0, 8)]
    [InlineData(100, 0, 8)]
    public void The_fee_at_which_the_support_is_reached_reprices(
        long minVolume, int supportPpm, long fee)
    {
        var test = Market(minVolume, supportPpm);
        test.Bid("top", "s2", 8, 49);
        test.Bid("middle", "s2", 6, 50);
        test.Bid("tiny", "s3", 0, 1);
        Assert.Equal(new Fee(fee), Repriced(test, 2, 100));
        Assert.Equal(new Fee(0), test.Market.Round(2)!.RoundFee);
    }

    [Fact]
    public void A_round_with_less_fresh_volume_than_the_minimum_reprices_nobody()
    {
        var test = Market(minVolume: 101);
        test.Bid("late", "s2", 5, 100);
        Assert.Null(Repriced(test, 2, 100));
    }

    [Fact]
    public void Regranted_volume_reprices_nobody()
    {
        var test = Market();
        test.Relinquish("early@1", "s1", 1);
        test.Bid("late", "s2", 0, 1);
        var round = test.Cleared(2);
        Assert.Equal((1, null, 0), (round.Granted.Value, round.RepricedTo, round.Repriced));
    }

    [Fact]
    public void The_highest_fees_are_backed_by_fresh_capacity_first()
    {
        var test = Market();
        test.Relinquish("early@1", "s1", 10);
        test.Bid("high", "s2", 7, 20);
        test.Bid("middle", "s3", 5, 6);
        test.Bid("low", "s4", 3, 4);
        // 10 are fresh, all of them behind the highest fee; 20 are there in all.
        Assert.Equal(new Fee(7), Repriced(test, 2, 10));
        // 6 and 4 are wanted, 7 are fresh: 6 behind 5, 1 behind 3.
        Assert.Equal(new Fee(3), Repriced(test, 3, 7));
    }

    [Theory]
    [InlineData(PricingRule.LowestGranted, 3)]
    [InlineData(PricingRule.ReserveIfUndersubscribed, 1)]
    [InlineData(PricingRule.HighestRejected, 1)]
    public void At_the_lowest_granted_fee_the_round_fee_reprices(PricingRule pricing, long fee)
    {
        var test = Market(pricing: pricing);
        test.Bid("late", "s2", 3, 10);
        var round = test.Cleared(2, 10, reserve: 1);
        Assert.Equal((new Fee(fee), new Fee(fee)), (round.RoundFee, round.RepricedTo));
    }

    [Fact]
    public void Above_the_lowest_granted_fee_the_max_fee_reprices_by_every_pricing_rule()
    {
        foreach (var pricing in Enum.GetValues<PricingRule>())
        {
            var test = Market(minVolume: 2, pricing: pricing);
            test.Bid("high", "s2", 5, 10);
            test.Bid("low", "s3", 3, 1);
            Assert.Equal(new Fee(5), test.Cleared(2, 11, reserve: 1).RepricedTo);
        }
    }

    [Fact]
    public void A_tenth_of_a_share_is_a_whole_cubic_foot() =>
        Assert.Equal(
            [1, 1, 1, 2, long.MaxValue],
            [
                RepricingRule.Support(0, 0, 0), RepricingRule.Support(9, 0, 100_000),
                RepricingRule.Support(10, 0, 100_000), RepricingRule.Support(11, 0, 100_000),
                RepricingRule.Support(long.MaxValue, 0, 1_000_000),
            ]);

    [Fact]
    public void The_repricing_fee_is_the_one_that_the_rule_tells()
    {
        var workspace = new ClearingWorkspace();
        var (repriced, higher) = (0, 0);
        for (var seed = 0; seed < 30_000; seed++)
        {
            var random = new Random(seed);
            var round = RoundShapes.Draw(random, maxBids: seed % 100 == 0 ? 300 : 12);
            var naive = NaiveClearing.Clear(round.Bids, round.Rooms, round.Terms);
            var fresh = (long)(naive.Granted * random.Next(101) / 100);
            var minVolume = random.Next(2) == 0 ? 0 : fresh / random.Next(1, 20);
            var supportPpm = random.Next(5) * random.Next(250_001);
            var expected = NaiveRepricing.Fee(
                round.Bids.Zip(naive.Fates, (bid, fate) => (bid.MaxFee, fate.Granted))
                    .Where(award => award.Granted > 0),
                fresh, minVolume, supportPpm, naive.RoundFee);
            var outcome = FastClearing.Outcome(round, workspace);
            var actual = RepricingRule.Fee(
                outcome, [.. round.Bids.Select(bid => bid.MaxFee)], workspace, fresh,
                RepricingRule.Support(fresh, minVolume, supportPpm));
            Assert.True(expected == actual, $"Seed {seed}: expected {expected}, was {actual}.");
            repriced += actual is null ? 0 : 1;
            higher += actual > outcome.LowestGranted ? 1 : 0;
        }
        Assert.InRange(repriced, 10_000, 30_000);
        Assert.InRange(higher, 3_000, 30_000);
    }
}
