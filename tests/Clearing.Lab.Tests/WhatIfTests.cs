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

        Assert.Equal(same.Old.Awards, same.New.Awards);
        Assert.Equal(same.Old.Charge, same.New.Charge);
    }

    [Fact]
    public void The_least_fee_that_would_have_won_is_found_to_the_tick()
    {
        var answer = WhatIf.Ask(Tight, "c-1", new Fee(4_500_000), null);

        // Fifty are left for the first round below a, fifty for the second: b wants both.
        Assert.Equal(0, answer.Old.Volume);
        Assert.Equal(0, answer.New.Volume);
        Assert.Equal(5_000_001, answer.LeastWinningFee);
        Assert.Equal(
            0, WhatIf.Ask(Tight, "c-1", new Fee(5_000_000), null).New.Volume);
        Assert.Equal(
            100, WhatIf.Ask(Tight, "c-1", new Fee(5_000_001), null).New.Volume);
    }

    [Fact]
    public void Credits_are_reckoned_at_the_sellers_own_average_sales()
    {
        var answer = WhatIf.Ask(Tight, "b-1", null, new CubicFeet(40));

        Assert.Equal(1500, answer.SalesPerCubicFoot);
        Assert.Equal(40, answer.New.Volume);
        Assert.Equal(0.15 * 1500 * 40, answer.Credit(answer.New, 1)!.Value, precision: 6);
        Assert.Equal(0.15 * 0.6 * 1500 * 40, answer.Credit(answer.New, 0.6)!.Value, precision: 6);
    }

    [Fact]
    public void A_bid_of_a_round_that_is_not_cleared_is_not_told()
    {
        var history = new Histories()
            .Bid("a-1", "a", 1, 1).Clear(1, 1).Bid("b-1", "b", 1, 1).History;

        var refused = Assert.Throws<HistoryException>(
            () => WhatIf.Ask(history, "b-1", new Fee(2), null));

        Assert.Contains("not public", refused.Message);
    }

    [Fact]
    public void What_the_market_would_not_take_is_refused()
    {
        var lots = new Histories(new MarketConfig { Lot = new CubicFeet(10), Tick = new Fee(100) })
            .Bid("a-1", "a", 100, 10).Clear(1, 10).History;

        Assert.Contains("tick", Refusal(lots, "a-1", new Fee(150), null));
        Assert.Contains("lot", Refusal(lots, "a-1", null, new CubicFeet(15)));
        Assert.Contains("no such bid", Refusal(lots, "a-9", new Fee(100), null));
    }

    private static string Refusal(MarketHistory history, string bid, Fee? fee, CubicFeet? volume) =>
        Assert.Throws<HistoryException>(() => WhatIf.Ask(history, bid, fee, volume)).Message;
}
