using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>Weeks computed from their days.</summary>
internal sealed record WeeksCase(
    AllocationConfig Config, ImmutableArray<ImmutableArray<DayFigures>> Weeks) : ICaseKind
{
    private const int DaysOfWeek = 7;

    internal static WeeksCase Read(JsonMembers input, CaseConfig config) =>
        new(config.Rules, [.. input.List("weeks").Select(place => Week(input, place))]);

    public void Write(Utf8JsonWriter json)
    {
        var weeks = Weeks.Select(days => WeekRule.Of(days, Config)).ToArray();
        Write(json, "sold_milli_volume", weeks.Select(week => week.SoldMilliVolume));
        Write(json, "milli_units", weeks.Select(week => week.MilliUnits));
    }

    private static ImmutableArray<DayFigures> Week(JsonMembers input, JsonPlace place)
    {
        if (place.Kind != JsonValueKind.Array || place.Elements.Count > DaysOfWeek)
        {
            input.Refuse(place, "must be an array of at most seven days");
        }
        return [.. place.Elements.Select(day => FactReader.OnlyFigures(input.At(day)))];
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<Int128?> figures)
    {
        json.WriteStartArray(name);
        foreach (var figure in figures)
        {
            json.WriteRawValue(figure?.ToString() ?? "null");
        }
        json.WriteEndArray();
    }
}
