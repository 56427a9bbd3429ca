using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>The base of one regular seller, from its weeks and days to the ration.</summary>
internal sealed record BaseCase(
    AllocationConfig Config,
    int FirstWeek,
    int LastWeek,
    SeriesReader Series,
    ImmutableArray<DayFigures> Days,
    UseOfExtra Use,
    long? PreviousVolume,
    Ration Ration) : ICaseKind
{
    internal static BaseCase Read(JsonMembers input, CaseConfig config)
    {
        var cutOff = input.Day("cut_off_day");
        var first = After(input, "first_day", cutOff);
        return new(
            config.Rules,
            PeriodCalendar.WeekOf(cutOff, first),
            PeriodCalendar.WeekOf(cutOff, After(input, "last_day", first.AddDays(-1))),
            SeriesReader.Read(input),
            FactReader.Blocks(input),
            UseIn(input.Object("use"), config.Rules),
            input.NumberEvenNull("previous_volume", 0, DayFigures.MaxVolume),
            RationJson.Read(input.Object("ration")));
    }

    public void Write(Utf8JsonWriter json)
    {
        var projection = Series.Project(LastWeek + Config.CoverWeeks - 1, Config);
        var need = projection.NeedVolume(FirstWeek, LastWeek, Config);
        var score = ScoreCase.Of(Days, Config);
        var steps = BaseRules.Of(Config).Target(
            need, score.ScoreFactorPpm, Use.UseVolume, PreviousVolume);
        json.WriteStartArray("weeks");
        json.WriteNumberValue(FirstWeek);
        json.WriteNumberValue(LastWeek);
        json.WriteEndArray();
        json.WriteInt128("level_milli_volume", projection.LevelMilliVolume);
        json.WriteNumber("need_volume", need);
        json.WriteStartObject("score");
        ScoreCase.WriteScore(json, score);
        json.WriteEndObject();
        WriteUse(json);
        WriteSteps(json, steps);
        json.WriteNumber("base_volume", Ration.Base(steps.TargetVolume, Config.FloorVolume));
    }

    internal static void WriteSteps(Utf8JsonWriter json, TargetSteps steps)
    {
        json.WriteNumber("scored_volume", steps.ScoredVolume);
        json.WriteNumber("wanted_volume", steps.WantedVolume);
        json.WriteNumber("stepped_volume", steps.SteppedVolume);
        json.WriteNumber("target_volume", steps.TargetVolume);
    }

    private void WriteUse(Utf8JsonWriter json)
    {
        json.WriteStartObject("use");
        json.WriteNumber("held_volume", Use.HeldVolume);
        json.WriteNumber("used_volume", Use.UsedVolume);
        json.WriteNumber("offset_ppm", Use.OffsetPpm);
        json.WriteNumber("bonus_volume", Use.BonusVolume);
        json.WriteNumber("unused_penalty_volume", Use.UnusedPenaltyVolume);
        json.WriteNumber("use_volume", Use.UseVolume);
        json.WriteEndObject();
    }

    private static UseOfExtra UseIn(JsonMembers use, AllocationConfig config)
    {
        var held = use.Number("held_sum", 0);
        var used = use.Number("used_sum", 0, held);
        var (earned, charge) = (use.Number("earned", 0), use.Number("charge", 0));
        use.RefuseOthers();
        return UseOfExtra.Of(held, used, Math.Min(earned, charge), charge, config);
    }

    private static DateOnly After(JsonMembers input, string key, DateOnly before)
    {
        var day = input.Day(key);
        if (day > before) { return day; }
        input.Refuse(key, $"must be after {JsonWriting.Text(before)}");
        return before.AddDays(1);
    }
}
