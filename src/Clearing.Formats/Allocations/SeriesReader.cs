using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;

namespace Clearing.Formats.Allocations;

/// <summary>The inputs of a projection, as given by a case.</summary>
/// <param name="Seller">The seller's weeks.</param>
/// <param name="Zone">The zone's weeks.</param>
/// <param name="Events">The seller's events.</param>
/// <param name="Given">The operator's own figures.</param>
internal sealed record SeriesReader(
    SellerSeries Seller,
    WeekSeries Zone,
    ImmutableArray<PlannedEvent> Events,
    ImmutableArray<GivenWeek> Given)
{
    internal const int MaxWeeks = 1_040;
    private const long MaxUpliftPpm = 1_000_000_000;

    internal static SeriesReader Read(JsonMembers input)
    {
        var series = input.Object("series");
        var seller = new SellerSeries(
            Weeks(series, "sold_milli_volume", DayFigures.MaxMilliVolume),
            Weeks(series, "milli_units", DayFigures.MaxMilliVolume));
        // The zone's week is the sum of its sellers'.
        var zone = Weeks(series, "zone_milli_units", long.MaxValue);
        series.RefuseOthers();
        return new(
            seller, zone,
            [.. input.ListIfAny("events").Select(place => Event(input.At(place)))],
            [.. input.ListIfAny("given").Select(place => GivenIn(input.At(place)))]);
    }

    internal Projection Project(int weeks, AllocationConfig config) => ProjectionRule.Of(
        Seller, ZoneSeason.Of(Zone, weeks, config), Events, Given, config);

    private static WeekSeries Weeks(JsonMembers series, string key, long most) => new(
    [
        .. series.List(key).Select(place => place.Kind == JsonValueKind.Null
            ? (Int128?)null
            : series.Integer(place, 0, most)),
    ]);

    private static PlannedEvent Event(JsonMembers members)
    {
        var first = (int)members.Number("from_week", 1, MaxWeeks);
        var planned = new PlannedEvent(
            first,
            (int)members.Number("to_week", first, MaxWeeks),
            members.NumberOrNull("uplift_ppm", 0, MaxUpliftPpm),
            members.NumberOrNull("added_milli_volume", 0, DayFigures.MaxMilliVolume) ?? 0);
        members.RefuseOthers();
        return planned;
    }

    private static GivenWeek GivenIn(JsonMembers members)
    {
        var given = new GivenWeek(
            (int)members.Number("week", 1, MaxWeeks),
            members.Number("milli_volume", 0, DayFigures.MaxMilliVolume));
        members.RefuseOthers();
        return given;
    }
}
