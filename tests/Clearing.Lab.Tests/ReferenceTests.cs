using System.Text.Json.Nodes;
using Clearing.Lab.Attacks;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Results;
using Clearing.Lab.Runs;
using Clearing.Lab.Theory;

namespace Clearing.Lab.Tests;

/// <summary>The lab agrees with an independent program; all of it by <c>lab compare</c>.</summary>
public class ReferenceTests
{
    private readonly ReferenceComparison _comparison = new();

    [Fact]
    public void Every_outcome_of_a_fixture_is_the_same_to_the_micro()
    {
        _comparison.Exactly(Reference.Results["fixtures"]!.AsArray());

        Assert.Empty(_comparison.Differences);
        Assert.Equal(32, _comparison.Compared);
    }

    [Fact]
    public void Every_closed_form_is_found()
    {
        var found = new JsonObject();
        foreach (var check in ClosedForms.Check(seed: 1, draws: 10_000))
        {
            found[check.Id] = check.Json();
        }

        _comparison.Closed(found, Reference.Results["closed"]!.AsObject());

        Assert.Empty(_comparison.Differences);
        Assert.Equal(51, _comparison.Compared);
    }

    [Fact]
    public void The_main_table_is_within_the_tolerance()
    {
        var table = new MainTable(MarketModel.Tight, MechanismTable.All);
        table.Extend(new LabOptions(Replications: 600));

        _comparison.Estimates(
            "tight", ResultJson.Of(table), Reference.Results["base"]!["tight 0.35"]);

        Assert.Empty(_comparison.Differences);
        Assert.Equal(201, _comparison.Compared);
    }

    [Theory]
    [InlineData("tight", "tight 0.35")]
    [InlineData("balanced", "balanced 0.8")]
    [InlineData("slack", "slack 1.1")]
    public void What_the_tiny_late_bid_gains_is_within_the_tolerance(string label, string name)
    {
        var model = new[] { MarketModel.Tight, MarketModel.Balanced, MarketModel.Slack }
            .Single(model => model.Label == label);
        var found = TinyLateBid.Run(
            model, Cure.OfTinyLateBid, CreditTerms.None, new LabOptions(Replications: 300));

        _comparison.Estimates(
            name, AttackJson.Of(found), Reference.Results["attacks"]![AttackJson.TinyLate]![name]);

        Assert.Empty(_comparison.Differences);
        Assert.Equal(60, _comparison.Compared);
    }

    [Fact]
    public void What_overstating_gains_is_within_the_tolerance()
    {
        var found = Overstating.Run(MarketModel.Tight, 1.5, new LabOptions(Replications: 2000));

        _comparison.Estimates(
            "overstating", AttackJson.Of(found),
            Reference.Results["attacks"]![AttackJson.Overstated]);

        Assert.Empty(_comparison.Differences);
        Assert.Equal(12, _comparison.Compared);
    }
}
