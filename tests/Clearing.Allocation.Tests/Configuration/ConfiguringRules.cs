using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Scores;
using Clearing.Market.Curtailments;

namespace Clearing.Allocation.Tests.Configuration;

public class ConfiguringRules
{
    private static readonly AllocationConfig Sound = new();

    private const long Million = 1_000_000;

    private static readonly (string Key, long Min, long Max, Func<long, AllocationConfig> With)[]
        Ranges =
    [
        ("fact_age_days", 1, 3_660, n => Sound with { FactAgeDays = (int)n }),
        ("week_min_days", 1, 7, n => Sound with { WeekMinDays = (int)n }),
        ("censor_in_stock_ppm", 0, Million, n => Sound with { CensorInStockPpm = n }),
        ("level_weeks", 1, 520, n => Sound with { LevelWeeks = (int)n }),
        ("level_min_weeks", 1, 520, n => Sound with { LevelMinWeeks = (int)n }),
        ("alpha_ppm", 0, Million, n => Sound with { AlphaPpm = n }),
        ("shrink_milli_units", 0, 1_000 * Million, n => Sound with { ShrinkMilliUnits = n }),
        ("uplift_min_ppm", 0, 1_000 * Million, n => Sound with
        {
            UpliftMinPpm = n, UpliftMaxPpm = 1_000 * Million,
        }),
        ("uplift_max_ppm", Sound.UpliftMinPpm, 1_000 * Million, n => Sound with { UpliftMaxPpm = n }),
        ("cover_weeks", 1, 520, n => Sound with { CoverWeeks = (int)n }),
        ("score_days", 1, 3_660, n => Sound with { ScoreDays = (int)n }),
        ("score_min_days", 0, 3_660, n => Sound with { ScoreMinDays = (int)n }),
        ("carry_ppm", 0, Million, n => Sound with { CarryPpm = n }),
        ("unused_ppm", 0, Million, n => Sound with { UnusedPpm = n }),
        ("step_up_ppm", 0, 1_000 * Million, n => Sound with { StepUpPpm = n }),
        ("step_up_min_volume", 0, DayFigures.MaxVolume, n => Sound with { StepUpMinVolume = n }),
        ("step_down_ppm", 0, Million, n => Sound with { StepDownPpm = n }),
        ("floor_volume", 0, DayFigures.MaxVolume, n => Sound with { FloorVolume = n }),
        ("ceiling_volume", Sound.FloorVolume, DayFigures.MaxVolume, n => Sound with { CeilingVolume = n }),
        ("individual_volume", 0, DayFigures.MaxVolume, n => Sound with { IndividualVolume = n }),
        ("new_weeks", 0, 520, n => Sound with { NewWeeks = (int)n }),
        ("new_seller_volume", 0, DayFigures.MaxVolume, n => Sound with { NewSellerVolume = n }),
        ("market_share_ppm", 0, Million, n => Sound with { MarketSharePpm = n }),
        ("carry_use_days", 0, 3_660, n => Sound with { CarryUseDays = (int)n }),
        ("overage_rate_micros", 0, Million * Million, n => Sound with { OverageRateMicros = n }),
        ("overage_grace_days", 0, 31, n => Sound with { OverageGraceDays = (int)n }),
        ("compensation_ppm", 0, 10 * Million, n => Sound with { CompensationPpm = (int)n }),
        ("base_cut_notice_days", 0, 3_660, n => Sound with { BaseCutNoticeDays = (int)n }),
        ("warn_days", 1, 3_660, n => Sound with { WarnDays = (int)n }),
        ("inbound_days", 1, 3_660, n => Sound with { InboundDays = (int)n }),
        ("low_sales_ppm", 0, Million, n => Sound with { LowSalesPpm = n }),
        ("announce_full_week", 1, 3, n => Sound with { AnnounceFullWeek = (int)n }),
        ("announce_days_after_cut_off", 1, 28, n => Sound with { AnnounceDaysAfterCutOff = (int)n }),
        ("round_days", 1, 3_660, n => Sound with { RoundDays = (int)n }),
        ("settle_after_days", 1, 3_660, n => Sound with { SettleAfterDays = (int)n }),
    ];

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
    public void Each_number_is_taken_from_its_least_to_its_largest_value()
    {
        foreach (var (key, min, max, with) in Ranges)
        {
            Assert.Null(ConfigRange.Broken(with(min)));
            Assert.Null(ConfigRange.Broken(with(max)));
            var limit = $"must be {min} to {max}";
            Assert.Equal(new(key, $"{min - 1}", limit), ConfigRange.Broken(with(min - 1)));
            Assert.Equal(new(key, $"{max + 1}", limit), ConfigRange.Broken(with(max + 1)));
        }
    }

    [Fact]
    public void A_curve_a_weight_and_a_choice_are_shown_with_what_they_may_be()
    {
        Assert.Equal(
            new("knots.excess", "(0, 0), (1, 1)",
                "places must ascend from 0 or more, and values must only fall, within 0 to 1000"),
            ConfigRange.Broken(With(Sound.Knots with { Excess = new(new(0, 0), new(1, 1)) })));
        Assert.Equal(
            new("factor_knots", "(0, 1), (1, 0)",
                "places must ascend from 0 or more, and values must only rise, within 0 to 1000000000"),
            ConfigRange.Broken(Sound with { FactorKnots = new(new(0, 1), new(1, 0)) }));
        Assert.Equal(
            new("weights", "0, 1000001, 0, 0", "must be 0 to 1000000, and not all 0"),
            ConfigRange.Broken(Sound with { Weights = new(0, 1_000_001, 0, 0) }));
        Assert.Equal(
            new("curtail_order", "3", "must be LATEST_FIRST, LOWEST_FEE_FIRST or PRO_RATA"),
            ConfigRange.Broken(Sound with { CurtailOrder = (CurtailRule)3 }));
        Assert.Equal(
            new("factor_knots", "101 pairs", "must be at most 100 pairs"),
            ConfigRange.Broken(Sound with { FactorKnots = Rising(101) }));
        Assert.Null(ConfigRange.Broken(Sound with { FactorKnots = Rising(100) }));
        Assert.Null(ConfigRange.Broken(Sound with { Weights = new(0, 1_000_000, 0, 0) }));
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

    private static Curve Rising(int pairs) =>
        new([.. Enumerable.Range(0, pairs).Select(at => new Knot(at, at))]);
}
