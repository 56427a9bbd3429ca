using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Warnings;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>The day on which a seller's use is expected to exceed its limit.</summary>
internal sealed record WarningCase(
    AllocationConfig Config, WarningState State, bool ShowsLowSales) : ICaseKind
{
    private const int Million = 1_000_000;

    internal static WarningCase Read(JsonMembers input, CaseConfig config)
    {
        var state = input.Object("state");
        var given = state.NumberOrNull("low_sales_ppm", 0, Million);
        var rules = config.Rules with { LowSalesPpm = given ?? config.Rules.LowSalesPpm };
        var ratios = Ratios(input);
        var read = new WarningState(
            state.Day("today"),
            state.Number("used_volume", 0, DayFigures.MaxVolume),
            state.NumberOrNull("inbound_volume", 0, DayFigures.MaxVolume) ?? 0,
            Weeks(state),
            ScheduleReader.Read(state, "limits", mayLackLimit: true).At,
            ratios is null ? rules.LowSalesPpm : LowSales.Of(ratios, rules));
        var needed = WarningState.WeeksAhead(read.Today, rules.WarnDays);
        if (read.WeeklyMilliVolume.Length < needed)
        {
            state.Refuse("weekly_milli_volume", $"must have {needed} weeks");
        }
        state.RefuseOthers();
        return new(rules, read, ShowsLowSales: ratios is not null);
    }

    public void Write(Utf8JsonWriter json)
    {
        var warning = CapacityWarning.Of(State, Config);
        json.WriteWord("level", warning.Level);
        json.WriteDay("expected_exceeds_on", warning.ExpectedExceedsOn);
        json.WriteDay("high_exceeds_on", warning.HighExceedsOn);
        json.WriteInt128("expected_end_milli_volume", warning.ExpectedEndMilliVolume);
        json.WriteInt128("high_end_milli_volume", warning.HighEndMilliVolume);
        if (ShowsLowSales) { json.WriteNumber("low_sales_ppm", State.LowSalesPpm); }
    }

    private static long[]? Ratios(JsonMembers input) => input.NotNull("past_ratios_ppm") is null
        ? null
        : [.. input.List("past_ratios_ppm").Select(of => input.Integer(of, 0, long.MaxValue))];

    private static ImmutableArray<Int128> Weeks(JsonMembers state) =>
    [
        .. state.List("weekly_milli_volume").Select(week =>
            (Int128)state.Integer(week, 0, long.MaxValue)),
    ];
}
