using System.Globalization;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Scores;

namespace Clearing.Allocation.Configuration;

/// <summary>What a configuration may be; anything else is CONFIG_OUT_OF_RANGE.</summary>
/// <remarks>The ranges keep every division and every date of the rules defined.</remarks>
public static class ConfigRange
{
    private const long Million = 1_000_000;
    private const long Billion = 1_000_000_000;
    private const int MaxDays = 3_660;
    private const int MaxWeeks = 520;
    private const int MaxPoints = 1_000;
    private const int MaxKnots = 100;
    private const int ShownKnots = 8;
    private const string Monotone =
        "places must ascend from 0 or more, and values must only {0}, within 0 to {1}";

    /// <summary>The first value out of range; null if all are in range.</summary>
    /// <param name="config">Any configuration.</param>
    public static ConfigProblem? Broken(AllocationConfig config) => AllBroken(config).FirstOrDefault();

    /// <summary>
    /// The range of every number; where another number is its limit, as far as that may go.
    /// </summary>
    public static IEnumerable<(string Key, long Min, long Max)> All =>
        AllOf(new() { UpliftMinPpm = 0, FloorVolume = 0 }).Select(range => (range.Key, range.Min, range.Max));

    /// <summary>Every value out of range.</summary>
    /// <param name="config">Any configuration.</param>
    public static IEnumerable<ConfigProblem> AllBroken(AllocationConfig config) =>
    [
        .. AllOf(config)
            .Where(range => range.Value < range.Min || range.Value > range.Max)
            .Select(broken => new ConfigProblem(
                broken.Key, Text(broken.Value), $"must be {broken.Min} to {broken.Max}")),
        .. BrokenShapes(config),
    ];

    private static IEnumerable<(string Key, long Value, long Min, long Max)> AllOf(
        AllocationConfig config) =>
        FactRanges(config).Concat(BaseRanges(config)).Concat(CalendarRanges(config));

    private static IEnumerable<(string Key, long Value, long Min, long Max)> FactRanges(
        AllocationConfig config) =>
    [
        ("fact_age_days", config.FactAgeDays, 1, MaxDays),
        ("week_min_days", config.WeekMinDays, 1, 7),
        ("censor_in_stock_ppm", config.CensorInStockPpm, 0, Million),
        ("level_weeks", config.LevelWeeks, 1, MaxWeeks),
        ("level_min_weeks", config.LevelMinWeeks, 1, MaxWeeks),
        ("alpha_ppm", config.AlphaPpm, 0, Million),
        ("shrink_milli_units", config.ShrinkMilliUnits, 0, Billion),
        ("uplift_min_ppm", config.UpliftMinPpm, 0, Billion),
        ("uplift_max_ppm", config.UpliftMaxPpm, config.UpliftMinPpm, Billion),
        ("cover_weeks", config.CoverWeeks, 1, MaxWeeks),
        ("score_days", config.ScoreDays, 1, MaxDays),
        ("score_min_days", config.ScoreMinDays, 0, MaxDays),
    ];

    private static IEnumerable<(string Key, long Value, long Min, long Max)> BaseRanges(
        AllocationConfig config) =>
    [
        ("carry_ppm", config.CarryPpm, 0, Million),
        ("unused_ppm", config.UnusedPpm, 0, Million),
        ("step_up_ppm", config.StepUpPpm, 0, Billion),
        ("step_up_min_volume", config.StepUpMinVolume, 0, DayFigures.MaxVolume),
        ("step_down_ppm", config.StepDownPpm, 0, Million),
        ("floor_volume", config.FloorVolume, 0, DayFigures.MaxVolume),
        ("ceiling_volume", config.CeilingVolume ?? config.FloorVolume, config.FloorVolume,
            DayFigures.MaxVolume),
        ("individual_volume", config.IndividualVolume, 0, DayFigures.MaxVolume),
        ("new_weeks", config.NewWeeks, 0, MaxWeeks),
        ("new_seller_volume", config.NewSellerVolume, 0, DayFigures.MaxVolume),
        ("market_share_ppm", config.MarketSharePpm, 0, Million),
    ];

    private static IEnumerable<(string Key, long Value, long Min, long Max)> CalendarRanges(
        AllocationConfig config) =>
    [
        ("carry_use_days", config.CarryUseDays, 0, MaxDays),
        ("overage_rate_micros", config.OverageRateMicros, 0, Million * Million),
        ("overage_grace_days", config.OverageGraceDays, 0, 31),
        ("compensation_ppm", config.CompensationPpm, 0, 10 * Million),
        ("base_cut_notice_days", config.BaseCutNoticeDays, 0, MaxDays),
        ("warn_days", config.WarnDays, 1, MaxDays),
        ("inbound_days", config.InboundDays, 1, MaxDays),
        ("low_sales_ppm", config.LowSalesPpm, 0, Million),
        ("point_min_rounds", config.PointMinRounds, 1, int.MaxValue),
        ("announce_full_week", config.AnnounceFullWeek, 1, 3),
        ("announce_days_after_cut_off", config.AnnounceDaysAfterCutOff, 1, 28),
        ("round_days", config.RoundDays, 1, MaxDays),
        ("settle_after_days", config.SettleAfterDays, 1, MaxDays),
    ];

    private static IEnumerable<ConfigProblem> BrokenShapes(AllocationConfig config)
    {
        var weights = config.Weights;
        long[] all = [weights.SellThrough, weights.Excess, weights.Stranded, weights.InStock];
        if (all.Any(weight => weight is < 0 or > Million) || all.All(weight => weight == 0))
        {
            yield return new(
                "weights", string.Join(", ", all), $"must be 0 to {Million}, and not all 0");
        }
        if (!Enum.IsDefined(config.NewSellerRule))
        {
            yield return new(
                "new_seller_rule", config.NewSellerRule.ToString(), "must be NO_LIMIT or FIXED");
        }
        if (!Enum.IsDefined(config.CurtailOrder))
        {
            yield return new(
                "curtail_order", config.CurtailOrder.ToString(),
                "must be LATEST_FIRST, LOWEST_FEE_FIRST or PRO_RATA");
        }
        foreach (var (key, curve, rising, most) in Curves(config))
        {
            if (curve.Knots.Length > MaxKnots)
            {
                yield return new(
                    key, $"{curve.Knots.Length} pairs", $"must be at most {MaxKnots} pairs");
            }
            else if (!curve.IsMonotone(rising, most))
            {
                var limit = string.Format(
                    CultureInfo.InvariantCulture, Monotone, rising ? "rise" : "fall", most);
                var shown = string.Join(
                    ", ", curve.Knots.Take(ShownKnots).Select(knot => (knot.At, knot.Value)));
                yield return new(
                    key, curve.Knots.Length > ShownKnots ? $"{shown}, …" : shown, limit);
            }
        }
    }

    private static IEnumerable<(string Key, Curve Curve, bool Rising, long Max)> Curves(
        AllocationConfig config) =>
    [
        ("knots.sell_through", config.Knots.SellThrough, true, MaxPoints),
        ("knots.excess", config.Knots.Excess, false, MaxPoints),
        ("knots.stranded", config.Knots.Stranded, false, MaxPoints),
        ("knots.in_stock", config.Knots.InStock, true, MaxPoints),
        ("factor_knots", config.FactorKnots, true, Billion),
    ];

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
