using Clearing.Lab.Bidding;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Results;
using Clearing.Lab.Runs;

namespace Clearing.Lab.Tests;

/// <summary>Extensions of the model are off by default, and have the sign they should.</summary>
public class ExtensionTests
{
    private const string Productivity = "productivity_usd_per_ft3";
    private const string Fee = "gross_fee_per_ft3";

    private static readonly Mechanism Forecast = Of("1");
    private static readonly Mechanism Rounds = Of("6");
    private static readonly MainTable Plain = Table(MarketModel.Tight);

    [Fact]
    public void Extensions_that_are_off_change_no_byte()
    {
        var off = ModelFile.Read(
            "tight",
            """
            {"pessimism_new": 0, "demand_shock": 0, "learning": [], "commitment_cost": 0,
             "risk_aversion": 0, "budget": 0}
            """);

        Assert.Equal(
            ResultJson.Text(ResultJson.Of(Plain)), ResultJson.Text(ResultJson.Of(Table(off))));
    }

    [Fact]
    public void A_review_changes_nothing_where_the_forecast_is_certain()
    {
        var certain = new MainTable(
            ModelFile.Read("certain", """{"rho_old": 1, "rho_new": 1, "rho_seller": 0.5}"""),
            [Forecast, Of("2")]);
        certain.Extend(new LabOptions(Replications: 20));

        Assert.Equal(
            Figure(certain, Forecast, Productivity), Figure(certain, Of("2"), Productivity), 9);
    }

    [Fact]
    public void Sellers_that_learn_late_bid_worse_early()
    {
        var learning = Table("""{"learning": [0.5, 0.7, 0.9, 0.95]}""");

        Assert.True(Figure(learning, Rounds, Productivity) < Figure(Plain, Rounds, Productivity));
        Assert.Equal(
            Figure(Plain, Forecast, Productivity), Figure(learning, Forecast, Productivity));
    }

    [Fact]
    public void A_commitment_that_may_cost_lowers_bids_and_what_space_yields()
    {
        var little = Table("""{"commitment_cost": 0.1}""");
        var much = Table("""{"commitment_cost": 0.3}""");

        Assert.True(Figure(much, Rounds, Fee) < Figure(little, Rounds, Fee));
        Assert.True(Figure(little, Rounds, Fee) < Figure(Plain, Rounds, Fee));
        Assert.True(Figure(much, Rounds, Productivity) < Figure(Plain, Rounds, Productivity));
    }

    [Fact]
    public void A_commitment_costs_the_more_the_earlier_it_is_made()
    {
        var model = MarketModel.Tight with { CommitmentCost = 0.4 };

        Assert.Equal([0.7, 0.8, 0.9, 1], Enumerable.Range(1, 4).Select(
            round => Math.Round(model.KeptFrom(round), 12)));
    }

    [Fact]
    public void Early_requests_win_more_where_waiting_costs_a_part_of_the_season()
    {
        var (free, costly) = (Table("""{"late": 0}"""), Table("""{"late": 0.2}"""));

        Assert.InRange(Figure(free, Rounds, "mean_request_round"), 1, 2.5);
        Assert.True(
            Figure(costly, Rounds, "mean_request_round") < Figure(free, Rounds, "mean_request_round"));
    }

    [Fact]
    public void Sellers_that_fear_risk_bid_less()
    {
        var little = Table("""{"risk_aversion": 0.0005}""");
        var much = Table("""{"risk_aversion": 0.005}""");

        Assert.True(Figure(much, Rounds, Fee) < Figure(little, Rounds, Fee));
        Assert.True(Figure(little, Rounds, Fee) < Figure(Plain, Rounds, Fee));
    }

    [Fact]
    public void The_certainty_equivalent_falls_with_worth_and_spread_and_is_exact_for_small_ones()
    {
        Assert.Equal(1, RiskAversion.Certainty(0, 0.2));
        Assert.Equal(1, RiskAversion.Certainty(2, 0));
        // 1 − γ w Var[x] ÷ 2, to the first order, with Var[x] = exp(s²) − 1.
        Assert.Equal(
            1 - (0.01 * (Math.Exp(0.04) - 1) / 2), RiskAversion.Certainty(0.01, 0.2), precision: 5);
        Assert.True(RiskAversion.Certainty(2, 0.2) < RiskAversion.Certainty(1, 0.2));
        Assert.True(RiskAversion.Certainty(1, 0.4) < RiskAversion.Certainty(1, 0.2));
    }

    [Fact]
    public void Budgets_keep_fees_down_and_leave_space_to_others()
    {
        var tight = Table("""{"budget": 500}""");
        var ample = Table("""{"budget": 1000000000}""");

        Assert.True(Figure(tight, Rounds, Fee) < Figure(Plain, Rounds, Fee));
        Assert.True(
            Figure(tight, Rounds, "unsold_share") >= Figure(Plain, Rounds, "unsold_share"));
        Assert.Equal(Figure(Plain, Rounds, Fee), Figure(ample, Rounds, Fee));
    }

    [Fact]
    public void No_seller_bids_more_than_its_budget()
    {
        var table = new MarketTable(MarketModel.Tight with { Budget = 700 });
        table.Draw.Fill(1, 0);
        table.Sheet.Fill(table.Draw, BidWorth.Truthful);
        var sums = new double[table.Draw.Sellers];
        for (var row = 0; row < table.Sheet.Rows; row++)
        {
            sums[table.Sheet.Block[row] >> 1] +=
                table.Sheet.MaxFee[row] / 1e6 * table.Sheet.Volume[row];
        }

        Assert.All(sums, sum => Assert.InRange(sum, 0, 700));
        Assert.Contains(sums, sum => sum > 650);
    }

    [Fact]
    public void An_operator_that_doubts_new_products_grants_them_less()
    {
        var doubting = Table("""{"pessimism_new": -0.3}""");

        Assert.True(
            Figure(doubting, Forecast, "new_product_share")
            < Figure(Plain, Forecast, "new_product_share"));
        Assert.Equal(Figure(Plain, Rounds, Fee), Figure(doubting, Rounds, Fee));
    }

    [Fact]
    public void A_shock_common_to_all_makes_markets_differ_more()
    {
        var shaken = Table("""{"demand_shock": 0.3}""");

        Assert.True(
            Half(shaken, Rounds, Productivity) > 1.5 * Half(Plain, Rounds, Productivity));
    }

    [Fact]
    public void With_flat_demand_every_seller_has_one_block_and_with_unit_demand_one_cubic_foot()
    {
        var (flat, unit) = (new MarketTable(MarketModel.Flat), new MarketTable(MarketModel.Unit));
        flat.Draw.Fill(1, 0);
        unit.Draw.Fill(1, 0);

        for (var seller = 0; seller < 40; seller++)
        {
            Assert.Equal(0, flat.Draw.BlockVolume[(2 * seller) + 1]);
            Assert.Equal(1, unit.Draw.VolumeOf(seller));
        }
        Assert.True(Figure(Table(MarketModel.Unit), Rounds, Fee) > 0);
    }

    private static Mechanism Of(string number) =>
        MechanismTable.All.Single(mechanism => MechanismTable.NumberOf(mechanism) == number);

    private static MainTable Table(string parameters) =>
        Table(ModelFile.Read("tight", parameters));

    private static MainTable Table(MarketModel model)
    {
        var table = new MainTable(model, [Forecast, Rounds]);
        table.Extend(new LabOptions(Replications: 200));
        return table;
    }

    private static double Figure(MainTable table, Mechanism mechanism, string name) =>
        table.FiguresOf(mechanism).Single(figure => figure.Name == name).Estimate.Mean;

    private static double Half(MainTable table, Mechanism mechanism, string name) =>
        table.FiguresOf(mechanism).Single(figure => figure.Name == name).Estimate.Half;
}
