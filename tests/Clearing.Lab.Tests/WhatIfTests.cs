using Clearing.Instruments.Journals;

namespace Clearing.Lab.Tests;

/// <summary>A seller's own bid with another fee or volume.</summary>
public class WhatIfTests
{
    private static readonly MarketHistory Tight = new Histories()
        .Bid("a-1", "a", 6_000_000, 100).Bid("b-1", "b", 5_000_000, 100)
        .Bid("c-1", "c", 3_000_000, 100).Clear(1, 150)
        .Clear(2, 50)
        .Sold("b", 150_000).History;

    [Fact]
    public void The_bid_as_it_was_changes_nothing()
    {
        var same = WhatIf.Ask(Tight, "b-1", new Fee(5_000_000), null);

        Assert.Equal(same.Old.Awards, same.New!.Awards);
        Assert.Equal(same.Old.Charge, same.New!.Charge);
    }

    [Fact]
    public void The_least_fee_that_would_have_won_is_found_to_the_tick()
    {
        var answer = WhatIf.Ask(Tight, "c-1", new Fee(4_500_000), null);

        // Fifty are left for the first round below a, fifty for the second: b wants both.
        Assert.Equal(0, answer.Old.Volume);
        Assert.Equal(0, answer.New!.Volume);
        Assert.Equal(5_000_001, answer.LeastWinningFee);
        Assert.Equal(
            0, WhatIf.Ask(Tight, "c-1", new Fee(5_000_000), null).New!.Volume);
        Assert.Equal(
            100, WhatIf.Ask(Tight, "c-1", new Fee(5_000_001), null).New!.Volume);
    }

    [Fact]
    public void Credits_are_reckoned_at_the_sellers_own_average_sales()
    {
        var answer = WhatIf.Ask(Tight, "b-1", null, new CubicFeet(40));

        Assert.Equal(1500, answer.SalesPerCubicFoot);
        Assert.Equal(40, answer.New!.Volume);
        Assert.Equal(9_000, answer.Credit(answer.New, 1_000_000));
        Assert.Equal(5_400, answer.Credit(answer.New, 600_000));
        // What b leaves goes to c at 3.00, and 15 % of 20.00 are 3.00.
        Assert.Equal(2_000, answer.BreakEvenSales);
    }

    [Theory]
    [InlineData(1_000_000, 2_000)]
    [InlineData(999_999, null)]
    public void Credits_that_are_capped_never_pay_the_whole_fee(int capPpm, int? sales)
    {
        var answer = WhatIf.Ask(Tight, "b-1", null, new CubicFeet(40));

        var capped = answer with { Config = answer.Config with { CreditCapPpm = capPpm } };

        Assert.Equal(sales, (int?)capped.BreakEvenSales);
    }

    [Fact]
    public void Two_sellers_may_have_chosen_the_same_id()
    {
        var history = new Histories()
            .Bid("b-1", "a", 6_000_000, 100).Bid("b-1", "b", 5_000_000, 100).Clear(1, 150).History;

        var own = WhatIf.Ask(history, "b-1", null, new CubicFeet(20), "b");

        Assert.Equal(("b", 50, 20), (own.Seller, own.Old.Volume, own.New!.Volume));
        Assert.Equal(["a", "b"], WhatIf.SellersOf(history, "b-1"));
    }

    [Fact]
    public void The_least_winning_fee_is_one_that_the_market_takes()
    {
        var bounded = new Histories(new MarketConfig { HighestMaxFee = new Fee(5_000_000) })
            .Bid("a-1", "a", 5_000_000, 100).Bid("b-1", "b", 4_000_000, 100)
            .Bid("c-1", "c", 1_000_000, 10).Clear(1, 150).History;

        Assert.Equal(
            4_000_001, WhatIf.Ask(bounded, "c-1", null, new CubicFeet(20)).LeastWinningFee);
        Assert.Equal(
            BidStatus.FeeAboveLimit,
            Assert.Throws<BidRefusedException>(
                () => WhatIf.Ask(bounded, "c-1", new Fee(5_000_001), null)).Refusal.Status);
    }

    [Fact]
    public void While_bids_are_sealed_only_the_public_results_answer()
    {
        var answer = Public(Tight, "c");

        Assert.Null(answer.New);
        Assert.Equal(0, answer.Old.Volume);
        // The last round granted at 5.00 at the lowest, which everybody knows.
        Assert.Equal(5_000_001, answer.LeastWinningFee);
    }

    [Fact]
    public void A_fee_that_won_was_enough() =>
        Assert.Equal(5_000_000, Public(Tight, "b").LeastWinningFee);

    [Fact]
    public void What_it_tells_while_bids_are_sealed_does_not_depend_on_any_losing_bid()
    {
        var one = SealedAnswer(1_000_000, 10);
        var other = SealedAnswer(4_900_000, 1_000);

        Assert.Equal(one.LeastWinningFee, other.LeastWinningFee);
        Assert.Equal((one.Old.Charge, one.Old.Volume), (other.Old.Charge, other.Old.Volume));

        static WhatIf SealedAnswer(long fee, long volume) => Public(
            new Histories().Bid("a-1", "a", 6_000_000, 100).Bid("b-1", "b", 5_000_000, 100)
                .Bid("c-1", "c", fee, volume).Clear(1, 150).History,
            "b");
    }

    [Fact]
    public void With_space_to_spare_the_reserve_is_surely_enough() => Assert.Equal(
        0,
        Public(new Histories().Bid("a-1", "a", 6_000_000, 100).Clear(1, 150).History, "a")
            .LeastWinningFee);

    private static WhatIf Public(MarketHistory history, string seller)
    {
        var played = PlayedMarket.Recorded(history);
        return WhatIf.Public(
            history.Market, history.Config, seller, played.Market.BidsOf(seller)[0],
            played.Market.Rounds(), played.StatementOf(seller));
    }

    [Fact]
    public void A_bid_of_a_round_that_is_not_cleared_is_not_told()
    {
        var history = new Histories()
            .Bid("a-1", "a", 1, 1).Clear(1, 1).Bid("b-1", "b", 1, 1).History;

        var refused = Assert.ThrowsAny<HistoryException>(
            () => WhatIf.Ask(history, "b-1", new Fee(2), null));

        Assert.Contains("not public", refused.Message);
    }

    [Fact]
    public void What_the_market_would_not_take_is_refused()
    {
        var lots = new Histories(new MarketConfig { Lot = new CubicFeet(10), Tick = new Fee(100) })
            .Bid("a-1", "a", 100, 10).Clear(1, 10).History;

        var fee = Refused(lots, "a-1", new Fee(150), null);
        var volume = Refused(lots, "a-1", null, new CubicFeet(15));
        Assert.Equal((BidStatus.FeeOffTick, new Fee(100)), (fee.Status, fee.FeeLimit));
        Assert.Equal((BidStatus.VolumeOffLot, new CubicFeet(10)), (volume.Status, volume.Limit));
        Assert.Contains(
            "no such bid",
            Assert.ThrowsAny<HistoryException>(() => WhatIf.Ask(lots, "a-9", new Fee(100), null)).Message);
    }

    private static BidReceipt Refused(MarketHistory history, string bid, Fee? fee, CubicFeet? volume) =>
        Assert.Throws<BidRefusedException>(() => WhatIf.Ask(history, bid, fee, volume)).Refusal;
}
