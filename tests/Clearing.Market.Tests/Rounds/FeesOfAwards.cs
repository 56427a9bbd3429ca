namespace Clearing.Market.Tests;

/// <summary>What the awards of a round pay as later rounds are cleared.</summary>
public sealed class FeesOfAwards
{
    [Fact]
    public void A_history_has_the_rounds_fee_and_then_every_lower_one()
    {
        var rounds = Repriced().Market.Rounds();

        Assert.Equal<FeeChange>(
            [new(1, new(9), Cause.Award), new(2, new(7), Cause.Reprice), new(4, new(4), Cause.Reprice)],
            AwardFees.Of(1, new(9), rounds));
        Assert.Equal<FeeChange>(
            [new(3, new(8), Cause.Award), new(4, new(4), Cause.Reprice)],
            AwardFees.Of(3, new(8), rounds));
    }

    [Fact]
    public void A_history_leaves_out_the_fees_of_which_the_seller_was_not_notified()
    {
        var history = AwardFees.Of(1, new(9), Repriced().Market.Rounds(), currentFee: new(7));

        Assert.Equal([new(9), new(7)], history.Select(change => change.Fee));
    }

    [Fact]
    public void What_an_award_pays_now_is_the_markets_own_current_fee_of_its_round()
    {
        var market = Repriced().Market;
        var rounds = market.Rounds();

        Assert.All(rounds, round => Assert.Equal(
            market.CurrentFee(round.Terms.Round),
            AwardFees.Now(
                round.RoundFee!.Value, AwardFees.LowestAfter(round.Terms.Round, rounds))));
        Assert.Null(AwardFees.LowestAfter(4, rounds));
    }

    // The third round is dearer than the second, so it lowers no award.
    private static TestMarket Repriced()
    {
        var test = new TestMarket();
        foreach (var (round, fee) in new[] { (1, 9), (2, 7), (3, 8), (4, 4) })
        {
            test.Bid($"b{round}", $"s{round}", fee, 100);
            test.Cleared(round, 100);
        }
        return test;
    }
}
