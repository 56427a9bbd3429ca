using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Overages;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>The overage of a month.</summary>
internal sealed record OverageCase(
    CaseConfig Config, ImmutableArray<DayUse> Days, Plan Plan, Int128? BilledMinor) : ICaseKind
{
    internal static OverageCase Read(JsonMembers input, CaseConfig config)
    {
        var days = ImmutableArray.CreateBuilder<DayUse>();
        foreach (var place in input.List("blocks")) { AddBlock(input, place, days); }
        if (days.Count == 0) { input.Refuse("must have a day in its blocks"); }
        return new(
            config, days.ToImmutable(),
            input.Word("plan", Words.All<Plan>(), Plan.Professional),
            input.AmountOrNull("billed_minor"));
    }

    public void Write(Utf8JsonWriter json)
    {
        var bill = OverageBill.Of(Days, Plan, Config.Money.MinorExponent, Config.Rules);
        json.WriteList("over", bill.Over, day =>
        {
            json.WriteDay("day", day.Day);
            json.WriteNumber("limit_volume", day.LimitVolume);
            json.WriteNumber("over_volume", day.OverVolume);
            json.WriteNumber("billed_volume", day.BilledVolume);
        });
        json.WriteInt128("billed_volume_days", bill.BilledVolumeDays);
        json.WriteNumber("days", bill.DaysOfMonth);
        json.WriteInt128("fee_minor", bill.FeeMinor);
        json.WriteStartArray("notices");
        foreach (var day in bill.Notices) { json.WriteStringValue(JsonWriting.Text(day)); }
        json.WriteEndArray();
        if (BilledMinor is { } billed)
        {
            json.WriteInt128("correction_minor", bill.FeeMinor - billed);
        }
    }

    private static void AddBlock(
        JsonMembers input, JsonPlace place, ImmutableArray<DayUse>.Builder days)
    {
        var block = input.At(place);
        var first = block.Day("from_day");
        var count = block.Number("days", 1, 31);
        var used = block.NumberEvenNull("used_volume", 0, DayFigures.MaxVolume);
        long?[] announced =
        [
            .. block.List("announced").Select(volume => volume.Kind == JsonValueKind.Null
                ? (long?)null
                : block.Integer(volume, 0, DayFigures.MaxVolume)),
        ];
        var limit = OverageLimit.Of(
            announced, block.Number("held_volume", 0, DayFigures.MaxVolume));
        block.RefuseOthers();
        if (days.Count > 0 && first <= days[^1].Day)
        {
            block.Refuse("must begin after the block before it");
        }
        for (var day = 0; day < count; day++) { days.Add(new(first.AddDays(day), used, limit)); }
        if (days.Count > 0 && Month(days[0].Day) != Month(days[^1].Day))
        {
            block.Refuse("must lie in the month of the first block");
        }
    }

    private static (int, int) Month(DateOnly day) => (day.Year, day.Month);
}
