using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Scores;
using Clearing.Market.Curtailments;

namespace Clearing.Formats.Allocations;

/// <summary>Reads the numbers of the rules; members left out keep their defaults.</summary>
internal sealed class RulesReader(JsonMembers members)
{
    /// <summary>Reports each value out of range with its limit; true if there is none.</summary>
    internal static bool InRange(AllocationConfig rules, JsonPlace place, FormatErrors errors)
    {
        var inRange = true;
        foreach (var broken in ConfigRange.AllBroken(rules))
        {
            inRange = false;
            var named = place.Find(broken.Key.Split('.')[0]) ?? place;
            errors.Add(named, $"CONFIG_OUT_OF_RANGE: {broken.Key} is {broken.Value}; {broken.Limit}");
        }
        return inRange;
    }

    internal AllocationConfig Read()
    {
        var otherwise = new AllocationConfig();
        return Rest(otherwise with
        {
            FactAgeDays = Count("fact_age_days", otherwise.FactAgeDays),
            WeekMinDays = Count("week_min_days", otherwise.WeekMinDays),
            CensorInStockPpm = Number("censor_in_stock_ppm", otherwise.CensorInStockPpm),
            LevelWeeks = Count("level_weeks", otherwise.LevelWeeks),
            LevelMinWeeks = Count("level_min_weeks", otherwise.LevelMinWeeks),
            AlphaPpm = Number("alpha_ppm", otherwise.AlphaPpm),
            ShrinkMilliUnits = Number("shrink_milli_units", otherwise.ShrinkMilliUnits),
            UpliftMinPpm = Number("uplift_min_ppm", otherwise.UpliftMinPpm),
            UpliftMaxPpm = Number("uplift_max_ppm", otherwise.UpliftMaxPpm),
            CoverWeeks = Count("cover_weeks", otherwise.CoverWeeks),
            ScoreDays = Count("score_days", otherwise.ScoreDays),
            ScoreMinDays = Count("score_min_days", otherwise.ScoreMinDays),
            Weights = Weights(otherwise.Weights),
            Knots = Knots(otherwise.Knots),
            FactorKnots = CurveIn(members, "factor_knots", otherwise.FactorKnots),
            CarryPpm = Number("carry_ppm", otherwise.CarryPpm),
            UnusedPpm = Number("unused_ppm", otherwise.UnusedPpm),
            StepUpPpm = Number("step_up_ppm", otherwise.StepUpPpm),
            StepUpMinVolume = Number("step_up_min_volume", otherwise.StepUpMinVolume),
            StepDownPpm = Number("step_down_ppm", otherwise.StepDownPpm),
            FloorVolume = Number("floor_volume", otherwise.FloorVolume),
            CeilingVolume = members.NumberOrNull("ceiling_volume"),
        });
    }

    private AllocationConfig Rest(AllocationConfig config) => config with
    {
        IndividualVolume = Number("individual_volume", config.IndividualVolume),
        NewWeeks = Count("new_weeks", config.NewWeeks),
        NewSellerRule = members.Word(
            "new_seller_rule", Words.All<NewSellerRule>(), config.NewSellerRule),
        NewSellerVolume = Number("new_seller_volume", config.NewSellerVolume),
        MarketSharePpm = Number("market_share_ppm", config.MarketSharePpm),
        CarryUseDays = Count("carry_use_days", config.CarryUseDays),
        OverageRateMicros = Number("overage_rate_micros", config.OverageRateMicros),
        OverageGraceDays = Count("overage_grace_days", config.OverageGraceDays),
        CurtailOrder = members.Word("curtail_order", Words.All<CurtailRule>(), config.CurtailOrder),
        CompensationPpm = Number("compensation_ppm", config.CompensationPpm),
        BaseCutNoticeDays = Count("base_cut_notice_days", config.BaseCutNoticeDays),
        WarnDays = Count("warn_days", config.WarnDays),
        InboundDays = Count("inbound_days", config.InboundDays),
        LowSalesPpm = Number("low_sales_ppm", config.LowSalesPpm),
        PointMinRounds = Count("point_min_rounds", config.PointMinRounds),
        AnnounceFullWeek = Count("announce_full_week", config.AnnounceFullWeek),
        AnnounceDaysAfterCutOff =
            Count("announce_days_after_cut_off", config.AnnounceDaysAfterCutOff),
        RoundDays = Count("round_days", config.RoundDays),
        SettleAfterDays = Count("settle_after_days", config.SettleAfterDays),
    };

    private long Number(string key, long otherwise) => members.NumberIfAny(key) ?? otherwise;

    private int Count(string key, int otherwise) =>
        (int)(members.NumberIfAny(key, int.MinValue, int.MaxValue) ?? otherwise);

    private PerFactor<long> Weights(PerFactor<long> otherwise)
    {
        if (members.NotNull("weights") is not { } place) { return otherwise; }
        var weights = members.At(place);
        var read = new PerFactor<long>(
            weights.NumberIfAny("sell_through") ?? otherwise.SellThrough,
            weights.NumberIfAny("excess") ?? otherwise.Excess,
            weights.NumberIfAny("stranded") ?? otherwise.Stranded,
            weights.NumberIfAny("in_stock") ?? otherwise.InStock);
        weights.RefuseOthers();
        return read;
    }

    private PerFactor<Curve> Knots(PerFactor<Curve> otherwise)
    {
        if (members.NotNull("knots") is not { } place) { return otherwise; }
        var knots = members.At(place);
        var read = new PerFactor<Curve>(
            CurveIn(knots, "sell_through", otherwise.SellThrough),
            CurveIn(knots, "excess", otherwise.Excess),
            CurveIn(knots, "stranded", otherwise.Stranded),
            CurveIn(knots, "in_stock", otherwise.InStock));
        knots.RefuseOthers();
        return read;
    }

    private static Curve CurveIn(JsonMembers members, string key, Curve otherwise)
    {
        if (members.NotNull(key) is not { } place) { return otherwise; }
        if (place.Kind != JsonValueKind.Array || place.Elements.Count == 0)
        {
            members.Refuse(place, "must be an array of at least one pair");
            return otherwise;
        }
        var knots = ImmutableArray.CreateBuilder<Knot>();
        foreach (var knot in place.Elements)
        {
            if (members.Pair(knot) is var (at, value))
            {
                knots.Add(new(
                    members.Integer(at, long.MinValue, long.MaxValue),
                    members.Integer(value, long.MinValue, long.MaxValue)));
            }
        }
        return new(knots.ToImmutable());
    }
}
