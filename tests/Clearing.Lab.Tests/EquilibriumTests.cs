using Clearing.Lab.Equilibrium;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;

namespace Clearing.Lab.Tests;

/// <summary>What sellers would bid.</summary>
public class EquilibriumTests
{
    [Theory]
    [InlineData("pay-as-bid", 0.50)]
    [InlineData("one round", 0.95)]
    [InlineData("rounds", 0.85)]
    [InlineData("rounds + repricing", 0.95)]
    public void Sellers_shade_as_in_the_reference_within_a_step(string rule, double reference)
    {
        var found = Shading.Run(
            MarketModel.Tight, Shading.Rules.Single(r => r.Name == rule),
            new LabOptions(Replications: 100));

        Assert.InRange(found.Star.Shade, reference - 0.051, reference + 0.051);
    }

    [Theory]
    [InlineData("one unit n=2", 0.451)]
    [InlineData("one unit n=3", 0.645)]
    [InlineData("lowest granted n=4 k=2", 0.658)]
    [InlineData("lowest granted n=6 k=3", 0.752)]
    [InlineData("highest rejected n=4 k=2", 0.985)]
    public void Learners_end_near_the_reference(string game, double reference)
    {
        var (_, factor) = Hedge.Learn(
            HedgeGame.All.Single(known => known.Name == game), periods: 30_000, seed: 1);

        Assert.InRange(factor, reference - 0.06, reference + 0.06);
    }

    [Fact]
    public void Pivotal_bidders_end_at_fee_zero_and_a_reserve_is_the_only_floor()
    {
        var options = new LabOptions(Replications: 100);

        Assert.Equal(0, BestReplies.Run(0, options)[0].Estimate.Mean);
        Assert.Equal(4, BestReplies.Run(3, options)[0].Estimate.Mean);
    }
}
