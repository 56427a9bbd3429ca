namespace Clearing.Market.Tests;

/// <summary>Rounds of older journals, cleared by the first edition of the rules.</summary>
public sealed class FirstEdition
{
    private static RoundCleared ClearAgain(TestMarket test, int round, RulesEdition edition)
    {
        var terms = new RoundTerms(round);
        var now = test.Market.Clear(terms, TestMarket.Nonce(round)).Events.OfType<RoundCleared>().Single();
        return test.Market.ClearAgain(now with { Edition = edition })!;
    }

    [Fact]
    public void Regranted_volume_repriced_and_its_recorded_outcome_stays()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 9, 100);
        test.Cleared(1, 100);
        test.Relinquish("A@1", "s1", 1);
        test.Bid("B", "s2", 0, 1);
        test.Close(2);
        Assert.Null(ClearAgain(test, 2, RulesEdition.Second).RepricedTo);
        var old = ClearAgain(test, 2, RulesEdition.First);
        Assert.Equal((RulesEdition.First, new Fee(0)), (old.Edition, old.RepricedTo));
        test.Do([old]);
        Assert.Equal((1, new Fee(0)), (
            test.Market.Round(2)!.Repriced, test.Market.CurrentFee(1)));
        Assert.Equal(RulesEdition.First, test.Market.Inputs(2)!.Edition);
    }

    [Fact]
    public void The_minimum_of_the_guard_was_the_granted_volume()
    {
        var test = new TestMarket(new MarketConfig { RepricingMinVolume = new CubicFeet(10) });
        test.Bid("A", "s1", 9, 9);
        test.Bid("B", "s2", 0, 1);
        test.Add(10);
        test.Close(1);
        Assert.Equal(new Fee(0), ClearAgain(test, 1, RulesEdition.First).RepricedTo);
        Assert.Equal(new Fee(9), ClearAgain(test, 1, RulesEdition.Second).RepricedTo);
    }

    [Theory]
    [InlineData(TieRule.TimePriority)]
    [InlineData(TieRule.SeededLottery)]
    public void A_minimum_was_missed_also_when_nothing_remained(TieRule rule)
    {
        var test = new TestMarket(new MarketConfig
        {
            TieRule = rule,
            LotterySeed = "draw",
            PricingRule = PricingRule.HighestRejected,
        });
        // By this seed A comes first in the lottery as well.
        test.Bid("A", "s1", 5, 7);
        test.Bid("B", "s2", 5, 7, min: 1);
        test.Add(7);
        test.Close(1);
        var old = ClearAgain(test, 1, RulesEdition.First);
        var now = ClearAgain(test, 1, RulesEdition.Second);
        Assert.Equal(2, Assert.Single(old.MinFillMissed));
        Assert.Empty(now.MinFillMissed);
        Assert.Equal((new Fee(0), new Fee(5)), (old.RoundFee, now.RoundFee));
    }

    [Fact]
    public void Only_the_round_that_is_closed_is_cleared_again()
    {
        var test = new TestMarket();
        test.Cleared(1);
        var cleared = test.Events.OfType<RoundCleared>().Single();
        Assert.Null(test.Market.ClearAgain(cleared));
        test.Close(2);
        Assert.Null(test.Market.ClearAgain(cleared));
    }
}
