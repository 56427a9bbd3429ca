using System.Collections.Immutable;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Zones;
using Clearing.Formats;

namespace Clearing.Gateway.Tests;

/// <summary>A dry run of projections does not depend on how it is cut into calls.</summary>
public sealed class TriedForecastsTests
{
    private static readonly DateOnly Monday = new(2026, 11, 2);

    [Fact]
    public async Task A_row_is_decided_against_the_accepted_one_of_its_id_in_an_earlier_call()
    {
        ForecastRow[] rows =
        [
            Row(2, "p", 1), Row(3, "q", -1), Row(4, "p", 1), Row(5, "p", 2), Row(6, "q", 4),
            Row(7, "p", 3), Row(8, "q", 5), Row(9, "r", 1),
        ];
        var tried = new TriedForecasts(rows);
        var answers = new List<ForecastStatus>();
        foreach (var call in rows.Chunk(2)) { answers.AddRange(await tried.Check(call, Decide)); }

        Assert.Equal(
            [
                ForecastStatus.Recorded, ForecastStatus.VolumeNegative, ForecastStatus.Recorded,
                ForecastStatus.IdReused, ForecastStatus.Recorded, ForecastStatus.IdReused,
                ForecastStatus.IdReused, ForecastStatus.Recorded,
            ],
            answers);
        Assert.Equal(await Decide([.. rows.Select(row => row.Forecast)]), answers);
    }

    // A zone of its own decides each call, and keeps nothing.
    private static Task<ImmutableArray<ForecastStatus>> Decide(ImmutableArray<WeekForecast> forecasts)
    {
        var zone = new Zone();
        zone.Apply(new ZoneConfigured(new("UTC", PeriodKind.Month, "USD", 2, new())));
        zone.Apply(new SellersEntered(["acme"]));
        return Task.FromResult(zone.Check(forecasts, Monday));
    }

    private static ForecastRow Row(long line, string id, long volume) =>
        new(line, new(id, "acme", Monday, volume, null));
}
