using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Formats;

namespace Clearing.Client.Tests.Scenarios;

public sealed class Replaying
{
    private static SubmitEvent Submit(string bid, string seller, long fee, long volume,
        string market = "") =>
        new(market, new Bid(bid, seller, new Fee(fee), new CubicFeet(volume)));

    private static ClearEvent Clear(int round, long delta, long reserve = 0, string market = "") =>
        new(market, new RoundTerms(round, new CubicFeet(delta), new Fee(reserve)));

    private static ReplayResult Run(params ScenarioEvent[] events) =>
        Run(new MarketConfig { TieRule = TieRule.ProRata }, events);

    private static ReplayResult Run(MarketConfig config, params ScenarioEvent[] events) =>
        ScenarioReplay.Run(new Scenario(
            "test",
            ImmutableSortedDictionary<string, MarketConfig>.Empty.Add(Scenario.OnlyMarket, config),
            [.. events]));

    // 300 unsold less 400 is a deficit of 100; the lower reserve of round 4 reprices A.
    private static MarketResult Carried() => Run(
        Submit("A", "s1", 3_000_000, 200), Submit("B", "s2", 1_500_000, 300),
        Clear(1, 500, 2_000_000), Clear(2, -400, 2_000_000), Submit("E", "s3", 4_000_000, 50),
        Clear(3, 0, 2_000_000), Clear(4, 250, 1_000_000), Clear(5, 0, 5_000_000)).Markets[""];

    [Fact]
    public void A_deficit_is_carried_over_the_rounds()
    {
        Assert.Equal(
            [(500, 300, 3_000_000), (0, 0, null), (0, 0, null), (150, 0, 1_500_000), (0, 0, null)],
            Carried().Rounds.Select(r => (r.AvailableVolume, r.UnsoldVolume, r.RoundFeeMicros)));
    }

    [Fact]
    public void Every_open_bid_that_got_nothing_is_listed_with_its_reason()
    {
        Assert.Equal<NotGranted>(
            [new NotGranted("B", "BELOW_RESERVE"), new NotGranted("E", "NO_CAPACITY")],
            Carried().Rounds[2].NotGranted);
        Assert.Empty(Carried().Rounds[3].NotGranted);
    }

    [Fact]
    public void The_fees_of_all_awards_are_listed_after_each_round()
    {
        var rounds = Carried().Rounds;
        Assert.Equal([new("A@1", 3_000_000)], rounds[2].AwardFeesAfterRound.AsEnumerable());
        Assert.Equal(
            [new("A@1", 1_500_000), new("B@4", 1_500_000), new("E@4", 1_500_000)],
            rounds[3].AwardFeesAfterRound.AsEnumerable());
        Assert.Equal(
            [new("B", "s2", 100, "PARTIAL"), new("E", "s3", 50, "FULL")],
            rounds[3].Awards.AsEnumerable());
    }

    [Fact]
    public void Sums_are_those_of_the_worked_example()
    {
        var expected = new TotalsResult(350, 0, 350, 82_500, 30_000, 0, 52_500, 0, 52_500);
        Assert.Equal(expected, Carried().Totals);
        Assert.Equal(["s1", "s2", "s3"], Carried().Sellers.Select(seller => seller.Seller));
    }

    [Fact]
    public void Credits_follow_the_cumulated_sales_and_the_repriced_charge()
    {
        var result = Run(
            Submit("A1", "s1", 8_000_000, 1_000), Clear(1, 1_000),
            new SalesEvent("", "s1", new(4_000_000)), Submit("A2", "s1", 3_000_000, 2_000),
            Clear(2, 2_000), new SalesEvent("", "s1", new(2_500_000)),
            new SalesEvent("", "s1", new(-300_001)));
        Assert.Equal(
            new SellerResult("s1", 3_000, 3_000, 900_000, 6_199_999, 929_999, 900_000, 900_000,
                29_999, 0),
            Assert.Single(result.Markets[""].Sellers));
    }

    [Fact]
    public void Sales_may_come_before_the_first_award()
    {
        var result = Run(
            new SalesEvent("", "s1", new(1_000)), new SalesEvent("", "s9", new(1_000)),
            Submit("A", "s1", 8_000_000, 10), Clear(1, 10));
        Assert.Equal(150, (int)Assert.Single(result.Markets[""].Sellers).CreditEarnedMinor);
        Assert.Empty(result.Rejected);
    }

    [Fact]
    public void Refused_events_change_nothing_and_are_listed()
    {
        var result = Run(
            Submit("A", "s1", 5, 10), Submit("A", "s1", 5, 10), Submit("A", "s1", 6, 10),
            new AmendEvent("", "Z", new Fee(1)), new CancelEvent("", "Z"),
            new RelinquishEvent("", "A@1", new(1)), Clear(1, 10), Clear(1, 10),
            new RelinquishEvent("", "A@1", new(11)), new CancelEvent("", "A"),
            Submit("B", "s1", 5, 0), Clear(0, 0), new MalformedEvent("", "FEE_MALFORMED"),
            Submit("C", "s1", 5, 5, "nowhere"), Submit("B", "s1", 5, 1), Clear(2, 0, -1));
        Assert.Equal(
            [
                new(2, "BID_ID_REUSED"), new(3, "BID_UNKNOWN"), new(4, "BID_UNKNOWN"),
                new(5, "AWARD_UNKNOWN"), new(7, "ROUND_ALREADY_CLEARED"),
                new(8, "VOLUME_ABOVE_HELD"), new(9, "BID_NOT_OPEN"), new(10, "VOLUME_NOT_POSITIVE"),
                new(11, "ROUND_PASSED"), new(12, "FEE_MALFORMED"), new(13, "MARKET_UNKNOWN"),
                new(15, "RESERVE_NEGATIVE"),
            ],
            result.Rejected.AsEnumerable());
    }

    [Fact]
    public void A_configuration_out_of_range_rejects_every_event()
    {
        var result = Run(new MarketConfig { Lot = default }, Submit("A", "s1", 5, 10),
            Clear(1, 10));
        Assert.Equal([new(0, "CONFIG_OUT_OF_RANGE"), new(1, "CONFIG_OUT_OF_RANGE")],
            result.Rejected.AsEnumerable());
        Assert.Empty(result.Markets[""].Rounds);
    }

    [Fact]
    public void The_order_of_events_of_different_markets_does_not_matter()
    {
        ScenarioEvent[] east = [Submit("A", "s1", 5, 10, "US/east"), Clear(1, 5, 0, "US/east")];
        ScenarioEvent[] west = [Submit("A", "s1", 7, 10, "US/west"), Clear(1, 9, 0, "US/west")];
        var markets = ImmutableSortedDictionary<string, MarketConfig>.Empty
            .Add("US/east", new MarketConfig()).Add("US/west", new MarketConfig());
        var one = ScenarioReplay.Run(new("x", markets, [.. east, .. west]));
        var other = ScenarioReplay.Run(new("x", markets, [west[0], east[0], west[1], east[1]]));
        Assert.Equal(JsonSerializer.Serialize(one), JsonSerializer.Serialize(other));
    }
}
