using Clearing.Allocation.Projections;
using Clearing.Allocation.Zones;

namespace Clearing.Allocation.Tests.Zones;

/// <summary>The operator's own projections replace ours in the runs that begin after them.</summary>
public class GivingProjections
{
    private static readonly DateOnly Today = ZoneWorld.AfterCutOff;
    private readonly ZoneWorld _world = new();

    public GivingProjections()
    {
        _world.Report("shop", new("d", Today.AddDays(-9), 0, new() { SoldMilliVolume = 1 }));
    }

    [Fact]
    public void The_last_one_of_a_week_counts_and_is_named_as_the_operators()
    {
        Take("a", Today, 5_000);
        Take("b", Today.AddDays(7), 9_000);
        Take("c", Today, 7_000);
        _world.Run("r", "2026-11", 1_000);

        var weeks = _world["shop"].Draft("r")!.Run.Projection!.Weeks;
        Assert.Equal(
            [(ProjectionSource.Operator, 7_000), (ProjectionSource.Operator, 9_000), (ProjectionSource.NoData, 0)],
            weeks.Take(3).Select(of => (of.Source, (int)of.MilliVolume)));
    }

    [Fact]
    public void One_that_comes_after_the_run_began_belongs_to_the_next_run()
    {
        _world.Do(_world.Zone.Begin(new("r", "2026-11", [9]), Today.AddDays(1)).Events);
        Take("a", Today, 5_000);
        while (_world.Zone.UnderWay is not null) { _world.Step(); }
        Assert.Equal(
            ProjectionSource.NoData, _world["shop"].Draft("r")!.Run.Projection!.Weeks[0].Source);

        _world.Run("s", "2026-11", 9);
        Assert.Equal(
            ProjectionSource.Operator, _world["shop"].Draft("s")!.Run.Projection!.Weeks[0].Source);
    }

    [Theory]
    [InlineData("a/b", "shop", 0, 1, ForecastStatus.IdMalformed)]
    [InlineData("known", "shop", 0, 2, ForecastStatus.IdReused)]
    [InlineData("known", "shop", 0, 1, ForecastStatus.Recorded)]
    [InlineData("new", "who", 1, -1, ForecastStatus.SellerUnknown)]
    [InlineData("new", "shop", 1, -1, ForecastStatus.WeekNotMonday)]
    [InlineData("new", "shop", -7, -1, ForecastStatus.WeekOutOfRange)]
    [InlineData("new", "shop", 735, -1, ForecastStatus.WeekOutOfRange)]
    [InlineData("new", "shop", 728, -1, ForecastStatus.VolumeNegative)]
    [InlineData("new", "shop", 0, 10_000_000_000_000_001, ForecastStatus.VolumeTooLarge)]
    [InlineData("new", "shop", -14, 1, ForecastStatus.WeekOutOfRange)]
    public void The_first_refusal_is_given_and_nothing_changes(
        string id, string seller, int daysAhead, long volume, ForecastStatus answer)
    {
        Take("known", Today, 1);

        ZoneWorld.Refuses(
            answer,
            _world.Zone.Take(new(id, seller, Today.AddDays(daysAhead), volume, "spring"), Today));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 10_000_000_000_000_000)]
    [InlineData(728, 1)]
    public void The_least_and_the_largest_volume_and_the_last_week_are_taken(int daysAhead, long volume) =>
        Take("new", Today.AddDays(daysAhead), volume);

    // A Monday two years ahead, to the day.
    [Fact]
    public void A_week_is_up_to_730_days_ahead()
    {
        WeekForecast Given(DateOnly week) => new("far", "shop", week, 1, null);
        var saturday = Today.AddDays(-2);

        Assert.Equal(
            ForecastStatus.Recorded, _world.Zone.Take(Given(saturday.AddDays(730)), saturday).Answer);
        Assert.Equal(
            ForecastStatus.WeekOutOfRange,
            _world.Zone.Take(Given(saturday.AddDays(737)), saturday).Answer);
    }

    [Fact]
    public void A_check_answers_as_taking_one_after_the_other_would_and_takes_none()
    {
        Take("known", Today, 1);
        WeekForecast[] given =
        [
            new("a", "shop", Today, 5, null), new("a", "shop", Today, 5, null),
            new("a", "shop", Today, 6, null), new("b", "shop", Today, -1, null),
            new("b", "shop", Today, 1, null), new("known", "shop", Today, 2, null),
        ];

        Assert.Equal(
            [
                ForecastStatus.Recorded, ForecastStatus.Recorded, ForecastStatus.IdReused,
                ForecastStatus.VolumeNegative, ForecastStatus.Recorded, ForecastStatus.IdReused,
            ],
            _world.Zone.Check([.. given], Today).ToArray());
        Assert.False(_world.Zone.HasForecast("a"));
    }

    [Fact]
    public void A_zone_that_is_not_configured_takes_none() => ZoneWorld.Refuses(
        ForecastStatus.ZoneUnknown, new Zone().Take(new("a", "shop", Today, 1, null), Today));

    private void Take(string id, DateOnly week, long volume)
    {
        var taken = _world.Zone.Take(new(id, "shop", week, volume, "spring"), Today);
        Assert.Equal(ForecastStatus.Recorded, taken.Answer);
        _world.Do(taken.Events);
    }
}
