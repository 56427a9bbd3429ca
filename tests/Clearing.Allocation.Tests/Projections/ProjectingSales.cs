using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;

namespace Clearing.Allocation.Tests.Projections;

public class ProjectingSales
{
    private const int Weeks = 70;
    private static readonly AllocationConfig Config = new();

    [Fact]
    public void A_week_is_that_of_its_known_days_scaled_to_seven()
    {
        DayFigures[] days =
        [
            new() { SoldMilliVolume = 10, UnitsSold = 4 },
            new() { SoldMilliVolume = 20, UnitsSold = 6 },
            new() { SoldMilliVolume = 31 },
            new() { SoldMilliVolume = 999, UnitsSold = 999, InStockPpm = 0 },
        ];
        WeekFigures Week(int least) => WeekRule.Of(days, Config with { WeekMinDays = least });

        Assert.Equal(new(142, 35_000), Week(least: 2));
        Assert.Equal(new(142, null), Week(least: 3));
        Assert.Equal(new(null, null), Week(least: 4));
    }

    [Fact]
    public void A_zones_week_is_the_sum_of_its_sellers_known_ones()
    {
        var sum = WeekSeries.Sum([new([null, 2, 3]), new([null, null, 40])]);

        Assert.Equal([null, 2, 43], sum.Values.ToArray());
        Assert.Equal((43, 2, null, null, null), (sum[0], sum[-1], sum[-2], sum[-3], sum[1]));
        Assert.Empty(WeekSeries.Sum([]).Values);
        Assert.Empty(default(WeekSeries).Values);
    }

    [Fact]
    public void Events_and_projections_count_that_last_beyond_the_cut_off()
    {
        var cutOff = new DateOnly(2026, 10, 18);
        var (events, forecasts) = (new EventBook(), new ForecastBook());
        void Confirm(string id, int first, int last)
        {
            events.Add(new(id, cutOff.AddDays(first), cutOff.AddDays(last), 2_000_000), cutOff);
            events.Decide(new(id, EventState.Confirmed, "agreed"), cutOff);
        }
        Confirm("over", -9, 0);
        Assert.Null(events.After(cutOff));
        Confirm("begun", -9, 1);
        Confirm("next", 8, 15);
        forecasts.Add(new("f0", "shop", cutOff, 5, null));
        forecasts.Add(new("f1", "shop", cutOff.AddDays(1), 6, null));

        Assert.Equal(
            [("begun", 1, 1), ("next", 2, 3)],
            events.After(cutOff)!.Value.Select(of => (of.Id!, of.FromWeek, of.ToWeek)));
        Assert.Equal([new GivenWeek(1, 6)], forecasts.After("shop", cutOff, through: 2).ToArray());
    }

    [Fact]
    public void A_projection_is_that_of_the_naive_rule()
    {
        Draw.Many(300, draw =>
        {
            var config = Config with
            {
                AlphaPpm = draw.Of(0L, 200_000L, 1_000_000L),
                ShrinkMilliUnits = draw.Of(0L, 100_000L),
                CoverWeeks = draw.Of(1, 8),
                LevelMinWeeks = draw.Of(1, 4),
            };
            var (sold, units, zone) = (Series(draw), Series(draw), Series(draw));
            var events = Enumerable.Range(0, draw.Int(0, 4)).Select(_ => Event(draw)).ToArray();
            var given = Enumerable.Range(0, draw.Int(0, 4))
                .Select(_ => new GivenWeek(draw.Int(1, Weeks), draw.Volume())).ToArray();
            var naive = new NaiveProjection(sold, units, zone, events, given, config);

            var projection = ProjectionRule.Of(
                new(Of(sold), Of(units)), ZoneSeason.Of(Of(zone), Weeks, config),
                [.. events], [.. given], config);

            Assert.Equal(naive.LevelNow, projection.LevelMilliVolume);
            foreach (var week in projection.Weeks)
            {
                Assert.Equal(
                    naive.Week(week.Week), (week.UpliftPpm, week.Source, week.MilliVolume));
            }
            var first = draw.Int(1, 40);
            var last = first + draw.Int(0, 14);
            Assert.Equal(naive.Need(first, last), projection.NeedVolume(first, last, config));
        });
    }

    [Fact]
    public void Without_any_week_only_launches_are_projected()
    {
        var projection = Project([], [new(2, 3, 5_000_000, 70)], [new(3, 9)]);

        Assert.Null(projection.LevelMilliVolume);
        Assert.Equal(
            [0, 70, 9], projection.Weeks.Take(3).Select(week => (long)week.MilliVolume));
        Assert.Equal(
            [ProjectionSource.NoData, ProjectionSource.NoData, ProjectionSource.Operator],
            projection.Weeks.Take(3).Select(week => week.Source));
    }

    [Fact]
    public void A_week_more_than_a_year_ahead_has_no_season_of_its_own()
    {
        var projection = Project(Enumerable.Repeat<long?>(1_000, 78).ToArray(), [], []);

        Assert.Equal(ProjectionSource.Own, projection.Weeks[51].Source);
        Assert.Equal(ProjectionSource.Zone, projection.Weeks[52].Source);
    }

    [Fact]
    public void An_event_replaces_a_lower_season_and_never_multiplies_it()
    {
        var flat = Enumerable.Repeat<long?>(1_000, 78).ToArray();

        var projection = Project(flat, [new(1, 1, 999_999, 0), new(2, 2, 20_000_000, 5)], []);

        Assert.Equal(ProjectionSource.Own, projection.Weeks[0].Source);
        Assert.Equal(1_000, projection.Weeks[0].MilliVolume);
        Assert.Equal(ProjectionSource.Event, projection.Weeks[1].Source);
        Assert.Equal(20_005, projection.Weeks[1].MilliVolume);
    }

    [Fact]
    public void The_last_figure_that_the_operator_gave_for_a_week_counts()
    {
        var projection = Project([], [], [new(1, 5), new(1, 7)]);

        Assert.Equal(7, projection.Weeks[0].MilliVolume);
    }

    [Fact]
    public void Fewer_than_four_days_are_no_week_and_empty_shelves_are_left_out()
    {
        DayFigures sold = new() { SoldMilliVolume = 10, InStockPpm = 500_000 };
        var empty = sold with { InStockPpm = 499_999 };

        Assert.Null(WeekRule.Of([sold, sold, sold, empty, empty], Config).SoldMilliVolume);
        Assert.Equal(70, WeekRule.Of([sold, sold, sold, sold, empty], Config).SoldMilliVolume);
        Assert.Null(WeekRule.Of([sold, sold, sold, sold], Config).MilliUnits);
        Assert.Equal(default, WeekRule.Of([], Config));
    }

    [Fact]
    public void The_largest_volumes_are_projected_exactly()
    {
        var huge = Enumerable.Repeat<long?>(DayFigures.MaxMilliVolume, 78).ToArray();

        var projection = Project(huge, [], []);

        Assert.Equal(DayFigures.MaxMilliVolume, projection.LevelMilliVolume);
        Assert.Equal(8 * DayFigures.MaxVolume, projection.NeedVolume(1, 4, Config));
    }

    private static Projection Project(
        long?[] series, PlannedEvent[] events, GivenWeek[] given) => ProjectionRule.Of(
        new(Of(series), Of(series)), ZoneSeason.Of(Of(series), Weeks, Config),
        [.. events], [.. given], Config);

    private static WeekSeries Of(long?[] series) => new([.. series.Select(of => (Int128?)of)]);

    private static long?[] Series(Draw draw) =>
        [.. Enumerable.Range(0, draw.Int(0, 90)).Select(_ => draw.Maybe(85, draw.Volume))];

    private static PlannedEvent Event(Draw draw)
    {
        var from = draw.Int(1, Weeks);
        return new(
            from, from + draw.Int(0, 5), draw.Maybe(70, () => draw.Long(0, 30_000_000)),
            draw.Maybe(50, draw.Volume) ?? 0);
    }
}
