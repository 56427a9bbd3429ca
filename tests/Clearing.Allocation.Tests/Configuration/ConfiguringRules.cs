using Clearing.Allocation.Configuration;
using Clearing.Allocation.Scores;

namespace Clearing.Allocation.Tests.Configuration;

public class ConfiguringRules
{
    private static readonly AllocationConfig Sound = new();

    public static TheoryData<string, AllocationConfig> Broken => new()
    {
        { "alpha_ppm", Sound with { AlphaPpm = -1 } },
        { "alpha_ppm", Sound with { AlphaPpm = 1_000_001 } },
        { "step_down_ppm", Sound with { StepDownPpm = 1_000_001 } },
        { "carry_ppm", Sound with { CarryPpm = -1 } },
        { "unused_ppm", Sound with { UnusedPpm = 1_000_001 } },
        { "market_share_ppm", Sound with { MarketSharePpm = 1_000_001 } },
        { "ceiling_volume", Sound with { CeilingVolume = 24 } },
        { "low_sales_ppm", Sound with { LowSalesPpm = 1_000_001 } },
        { "announce_full_week", Sound with { AnnounceFullWeek = 0 } },
        { "announce_full_week", Sound with { AnnounceFullWeek = 4 } },
        { "weights", Sound with { Weights = new(0, 0, 0, 0) } },
        { "weights", Sound with { Weights = new(1, -1, 1, 1) } },
        { "score_days", Sound with { ScoreDays = 0 } },
        { "round_days", Sound with { RoundDays = 0 } },
        { "uplift_max_ppm", Sound with { UpliftMaxPpm = 99_999 } },
        { "new_seller_rule", Sound with { NewSellerRule = (NewSellerRule)2 } },
        { "knots.excess", With(Sound.Knots with { Excess = new(new(0, 0), new(1, 1)) }) },
        { "knots.in_stock", With(Sound.Knots with { InStock = new(new(0, 1), new(1, 0)) }) },
        { "knots.stranded", With(Sound.Knots with { Stranded = new(new(5, 1), new(5, 0)) }) },
        { "knots.sell_through", With(Sound.Knots with { SellThrough = new(new Knot(0, 1_001)) }) },
        { "factor_knots", Sound with { FactorKnots = new(new(9, 1), new(0, 2)) } },
        { "factor_knots", Sound with { FactorKnots = new() } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_value_out_of_range_is_named_with_its_limit(string key, AllocationConfig config)
    {
        var problem = ConfigRange.Broken(config);

        Assert.Equal(key, problem?.Key);
        Assert.NotEmpty(problem!.Limit);
    }

    [Fact]
    public void The_defaults_are_in_range_and_so_are_flat_pieces()
    {
        Assert.Null(ConfigRange.Broken(Sound));
        Assert.Null(ConfigRange.Broken(With(
            Sound.Knots with { InStock = new(new(0, 5), new(1, 5), new(2, 5)) })));
        Assert.Null(ConfigRange.Broken(Sound with { CeilingVolume = 25 }));
    }

    private static AllocationConfig With(PerFactor<Curve> knots) => Sound with { Knots = knots };
}
