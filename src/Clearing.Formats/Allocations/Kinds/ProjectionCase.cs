using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Projections;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>A projection week by week, and the need of periods.</summary>
internal sealed record ProjectionCase(
    AllocationConfig Config,
    SeriesReader Series,
    int Ahead,
    ImmutableArray<(int First, int Last)> Periods) : ICaseKind
{
    internal static ProjectionCase Read(JsonMembers input, CaseConfig config) => new(
        config.Rules,
        SeriesReader.Read(input),
        (int)input.Number("ahead", 0, SeriesReader.MaxWeeks),
        [.. input.ListIfAny("periods").Select(place => Period(input, place))]);

    public void Write(Utf8JsonWriter json)
    {
        var needed = Periods.Select(period => period.Last + Config.CoverWeeks - 1);
        var projection = Series.Project(needed.Append(Ahead).Max(), Config);
        json.WriteInt128("level_milli_volume", projection.LevelMilliVolume);
        json.WriteList("weeks", projection.Weeks.Take(Ahead), week => Write(json, week));
        json.WriteStartArray("need_volume");
        foreach (var (first, last) in Periods)
        {
            json.WriteNumberValue(projection.NeedVolume(first, last, Config));
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ProjectedWeek week)
    {
        json.WriteNumber("week", week.Week);
        json.WriteInt128("uplift_ppm", week.UpliftPpm);
        json.WriteWord("source", week.Source);
        json.WriteInt128("milli_volume", week.MilliVolume);
    }

    private static (int First, int Last) Period(JsonMembers input, JsonPlace place)
    {
        if (input.Pair(place) is not var (first, last)) { return (1, 1); }
        var from = (int)input.Integer(first, 1, SeriesReader.MaxWeeks);
        return (from, (int)input.Integer(last, from, SeriesReader.MaxWeeks));
    }
}
