using static Clearing.Market.Tests.Rounds;

namespace Clearing.Market.Tests;

public sealed class PricingRuleTests
{
    private static readonly NaiveBid[] Three = [new(9, 5), new(7, 5), new(4, 5)];

    [Fact]
    public void The_lowest_granted_fee_is_the_fee_of_the_round() =>
        Assert.Equal(7, Clear(Terms(8), Three).RoundFee);

    [Fact]
    public void Without_an_award_there_is_no_fee()
    {
        foreach (var rule in Enum.GetValues<PricingRule>())
        {
            var outcome = Clear(Terms(8, pricingRule: rule, reserve: 10), Three);
            Assert.Null(outcome.RoundFee);
            Assert.Null(outcome.LowestGranted);
        }
    }

    [Theory]
    [InlineData(15, 2)]
    [InlineData(14, 4)]
    public void The_reserve_is_charged_while_demand_does_not_exceed_what_is_available(
        long available, long fee)
    {
        var terms = Terms(available, pricingRule: PricingRule.ReserveIfUndersubscribed, reserve: 2);
        Assert.Equal(fee, Clear(terms, Three).RoundFee);
    }

    [Theory]
    [InlineData(5, 7)]
    [InlineData(8, 7)]
    [InlineData(10, 4)]
    [InlineData(15, 2)]
    public void The_highest_rejected_fee_is_that_of_a_bid_left_short(long available, long fee)
    {
        var terms = Terms(available, pricingRule: PricingRule.HighestRejected, reserve: 2);
        Assert.Equal(fee, Clear(terms, Three).RoundFee);
    }

    [Fact]
    public void A_bid_refused_for_its_minimum_is_not_the_highest_rejected()
    {
        var outcome = Clear(
            Terms(8, pricingRule: PricingRule.HighestRejected),
            new NaiveBid(9, 5),
            new NaiveBid(8, 5, Need: 5),
            new NaiveBid(3, 2),
            new NaiveBid(2, 2));
        Assert.Equal([5, 0, 2, 1], Volumes(outcome));
        Assert.Equal(2, outcome.RoundFee);
    }
}
