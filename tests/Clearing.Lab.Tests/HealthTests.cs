using Clearing.Instruments.Health;
using Clearing.Instruments.Journals;
using Clearing.Lab.Attacks;
using Clearing.Lab.Bidding;
using Clearing.Lab.Health;
using Clearing.Lab.Markets;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;

namespace Clearing.Lab.Tests;

/// <summary>What a monitor finds.</summary>
public class HealthTests
{
    private const string LateLowBid = "suspicious_late_low_bid";

    [Fact]
    public void One_cubic_foot_at_fee_zero_raises_the_alarm()
    {
        var attacked = Health(Histories.SlackMarket().Bid("big-2", "big", 0, 1).Clear(2, 400));

        Assert.True(attacked[LateLowBid].Flagged);
        Assert.Contains("big-2", attacked[LateLowBid].Detail);
        Assert.Contains("it lowered earlier awards", attacked[LateLowBid].Detail);
        Assert.True(attacked["self_repricing"].Flagged);
        Assert.True(attacked["setter_share"].Flagged);
        Assert.Equal(0, attacked.Market.Charges);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void A_market_of_the_largest_volume_and_fee_is_watched_like_any_other(long fee)
    {
        const long Most = long.MaxValue;
        var market = new Histories().Bid("a", "s1", fee, Most).Bid("b", "s2", fee, Most).Clear(1, Most);
        market.GiveBack("a@1", "s1", Most - 1).Bid("c", "s3", fee, Most - 1).Clear(2, 0);

        var health = Health(market);
        Assert.Equal([Most, Most - 1], health.Market.Rounds.Select(round => round.Granted));
        Assert.All(health.Market.Rounds, round => Assert.Equal((fee, fee), (round.Lowest, round.Depth)));
        Assert.Equal(HealthMeasure.All.Count, health.Findings.Count);
    }

    [Fact]
    public void With_support_it_raises_the_alarm_and_moves_nobodys_fee()
    {
        var config = new MarketConfig { RepricingSupportPpm = 50_000 };
        var honest = Histories.SlackMarket(config).Clear(2, 400);
        var attacked = Histories.SlackMarket(config).Bid("big-2", "big", 0, 1).Clear(2, 400);

        var health = Health(attacked);
        Assert.True(health[LateLowBid].Flagged);
        Assert.Contains("support kept it from lowering", health[LateLowBid].Detail);
        Assert.False(health["self_repricing"].Flagged);
        Assert.Equal(
            Fees(honest).Where(fee => fee.Round == 1), Fees(attacked).Where(fee => fee.Round == 1));
    }

    [Fact]
    public void A_late_low_bid_is_found_where_another_seller_chose_the_same_id()
    {
        var attacked = Health(Histories.SlackMarket().Bid("big-1", "eve", 0, 1).Clear(2, 400));

        Assert.True(attacked[LateLowBid].Flagged);
        Assert.Contains("big-1 of eve", attacked[LateLowBid].Detail);
    }

    [Fact]
    public void An_honest_late_bid_raises_no_alarm() =>
        Assert.False(Health(Histories.SlackMarket().Clear(2, 400))[LateLowBid].Flagged);

    [Fact]
    public void The_rates_that_servers_show_are_those_that_the_lab_finds()
    {
        FalseAlarms[] found =
        [
            .. new[] { MarketModel.Tight, MarketModel.Balanced, MarketModel.Slack }
                .Select(model => FalseAlarms.Run(
                    model, PlayRules.Product, new LabOptions(Replications: HonestMarkets.Count))),
        ];
        var table = string.Join('\n', HealthMeasure.All.Select(measure => string.Join(
            ' ', found.SelectMany(model => new[]
            {
                $"{HealthFinding.Ppm(model.Rates[measure.Id].Mean)}",
                $"{HealthFinding.Ppm(model.Rates[measure.Id].Half)}",
            }).Prepend(measure.Id))));

        Assert.True(HonestMarkets.Table == table, $"The table should be:\n{table}");
    }

    [Theory]
    [InlineData("tight")]
    [InlineData("slack")]
    public void Honest_markets_never_raise_the_grave_alarms(string label)
    {
        var model = label == "tight" ? MarketModel.Tight : MarketModel.Slack;

        var honest = FalseAlarms.Run(model, PlayRules.Product, new LabOptions(Replications: 150));

        Assert.Equal(0, honest.Rates[LateLowBid].Mean);
        Assert.Equal(0, honest.Rates["repricing_by_regrants"].Mean);
    }

    [Fact]
    public void Every_attack_that_pays_is_found()
    {
        var table = new MarketTable(MarketModel.Slack);
        var found = 0;
        for (var market = 0; market < 100; market++)
        {
            table.Draw.Fill(seed: 1, market);
            table.Sheet.Fill(table.Draw, BidWorth.Truthful);
            table.Sheet.Add(0, table.Draw.Model.Rounds, maxFee: 0, volume: 1);
            table.Play.Run(table.Sheet, table.EvenCapacity, PlayRules.Product);
            var health = HealthCheck.Of(FalseAlarms.Observe(table, PlayRules.Product));
            var paid = table.Play.Awards.ToArray().All(award => award.FinalFee == 0);

            Assert.Equal(paid, health[LateLowBid].Flagged);
            found += paid ? 1 : 0;
        }
        Assert.InRange(found, 60, 99);
    }

    [Theory]
    [InlineData("tight", 2.87, 0, 774, 0.14, 0.19)]
    [InlineData("balanced", 1.25, 1.2, 405, 0.07, 0.32)]
    [InlineData("slack", 0.91, 35, 351, 0.06, 0.37)]
    public void Honest_markets_measure_as_in_the_reference(
        string label, double cover, double pivotal, double hhi, double top, double variation)
    {
        var model = new[] { MarketModel.Tight, MarketModel.Balanced, MarketModel.Slack }
            .Single(model => model.Label == label);
        var values = FalseAlarms.Run(
            model, PlayRules.Product, new LabOptions(Replications: 300)).Values;

        Assert.InRange(values["cover"].Mean, cover - 0.05, cover + 0.05);
        Assert.InRange(values["pivotal_sellers"].Mean, pivotal - 2.5, pivotal + 2.5);
        Assert.InRange(values["hhi"].Mean, hhi - 30, hhi + 30);
        Assert.InRange(values["top_share"].Mean, top - 0.01, top + 0.01);
        Assert.InRange(values["fee_cv"].Mean, variation - 0.02, variation + 0.02);
    }

    [Fact]
    public void Rule_8_cures_the_tiny_late_bid_in_slack_markets()
    {
        var found = TinyLateBid.Run(
            MarketModel.Slack, Cure.OfTinyLateBid, CreditTerms.None,
            new LabOptions(Replications: 300));

        Assert.InRange(found["rule 8 at 0 and 0", "profitable_share"].Mean, 0.7, 0.95);
        Assert.InRange(found["rule 8 at 50,000 ppm", "profitable_share"].Mean, 0, 0.02);
        Assert.InRange(found["rule 8 at 50,000 ppm, other name", "profitable_share"].Mean, 0, 0.02);
        Assert.InRange(found["rule 8 at 50,000 ppm", "operator_loss_share"].Mean, 0.17, 0.26);
    }

    [Fact]
    public void Rule_8_cures_giving_back_to_reprice()
    {
        var found = GivingBack.Run(
            MarketModel.Tight with { Sellers = 8 }, Cure.OfGivingBack, CreditTerms.None,
            new LabOptions(Replications: 600));

        Assert.InRange(found["as built", "gain_share_of_own_bill"].Mean, 0.05, 0.11);
        Assert.InRange(found["rule 8 at 0 and 0", "gain_share_of_own_bill"].Mean, 0, 0.02);
    }

    [Fact]
    public void Asked_for_is_what_bids_in_closed_books_were_in_the_last_of_them()
    {
        var market = new Histories()
            .Bid("a-1", "a", 6_000_000, 900).Bid("b-1", "b", 5_000_000, 5_000)
            .Bid("gone", "c", 5_000_000, 9_000)
            .Do(of => of.Cancel(new Cancellation("c-1", "gone", "c")).Events)
            .Clear(1, 1_000)
            .Do(of => of.Amend(new Amendment("m-1", "b-1", "b", MaxVolume: new CubicFeet(600))).Events)
            .Clear(2, 200)
            .Bid("late", "d", 5_000_000, 7_000);

        var observed = MarketObservation.Of(market.History);

        Assert.Equal(
            [("a", 900L), ("b", 600L)],
            observed.Demand.OrderBy(of => of.Key, StringComparer.Ordinal)
                .Select(of => (of.Key, (long)of.Value)));
    }

    [Theory]
    [InlineData(9, false, "above 1,000: moderate")]
    [InlineData(5, true, "above 1,800")]
    [InlineData(11, false, "")]
    public void Moderate_concentration_is_said_without_an_alarm(int sellers, bool alarm, string detail)
    {
        var market = new Histories();
        for (var i = 0; i < sellers; i++) { market.Bid($"b-{i}", $"s-{i}", 5_000_000, 100); }

        var found = Health(market.Clear(1, 100 * sellers))["hhi"];

        Assert.Equal((alarm, detail), (found.Flagged, found.Detail));
    }

    [Fact]
    public void A_region_says_in_which_round_the_lowest_fee_came()
    {
        var shares = RegionHealth.SharesOf(
        [
            [(1, 5), (2, 3), (3, 4)], [(1, 2), (2, 2)], [(1, 9), (2, 8)], [(1, 7), (3, 1)], [(1, 6)],
        ]);

        Assert.Equal([(1, 0.25), (2, 0.5), (3, 0.25)], shares.Select(of => (of.Key, of.Value)));
    }

    private static MarketHealth Health(Histories history) =>
        HealthCheck.Of(MarketObservation.Of(history.History));

    private static IEnumerable<(int Round, string Bid, long Fee)> Fees(Histories history) =>
        from round in MarketObservation.Of(history.History).Rounds
        from award in round.Awards
        select (round.Number, award.Bid, award.FinalFee);
}
