using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Warnings;

namespace Clearing.Allocation.Tests.Warnings;

/// <summary>How sales turned out, compared with what was projected in time.</summary>
public class RememberingProjections
{
    // A Sunday, a Wednesday and the Monday of its first week.
    private static readonly DateOnly CutOff = new(2026, 10, 4);
    private static readonly DateOnly On = new(2026, 10, 7);
    private static readonly DateOnly Monday = new(2026, 10, 5);
    private static readonly AllocationConfig Config = new() { WeekMinDays = 7 };

    [Fact]
    public void Twenty_weeks_are_kept_and_none_is_larger_than_a_volume_can_be()
    {
        var told = ToldWeeks.Of(On, CutOff, Projected(
            [Int128.MaxValue, .. Enumerable.Range(2, 29).Select(week => (Int128)week)]));

        Assert.Equal(
            [long.MaxValue, 2, 20, null],
            new[] { told.Week(1), told.Week(2), told.Week(20), told.Week(21) });
    }

    [Fact]
    public void Windows_of_four_weeks_that_ended_before_the_days_week_have_a_ratio_oldest_first()
    {
        // The announcement is in week 1: the first window begins with week 2.
        var told = new ToldWeeks(On, CutOff, [10, 10, 20, 30, 40, 50]);

        Assert.Empty(Ratios(told, today: Monday.AddDays(34), sold: week => week * 7));
        Assert.Equal([770_000], Ratios(told, Monday.AddDays(35), week => week == 5 ? 35 : 14));
        Assert.Equal(
            [770_000, 700_000],
            Ratios(told, Monday.AddDays(48), week => week switch { 5 => 35, 6 => 35, _ => 14 }));
    }

    [Fact]
    public void A_run_that_is_announced_on_a_Monday_projects_that_week()
    {
        var told = new ToldWeeks(Monday, CutOff, [10, 10, 10, 10, 99]);

        Assert.Equal([700_000], Ratios(told, today: Monday.AddDays(28), sold: _ => 7));
    }

    [Fact]
    public void A_window_with_an_unknown_week_or_without_projected_sales_has_no_ratio()
    {
        var told = new ToldWeeks(On, CutOff, [0, 0, 0, 0, 0, 10, 10]);

        Assert.Equal([1_000_000, 1_000_000], Ratios(told, Monday.AddDays(49), _ => 7));
        Assert.Empty(Ratios(told, Monday.AddDays(35), _ => 7));
        Assert.Empty(Ratios(told, Monday.AddDays(49), week => week == 5 ? null : 7));
        Assert.Empty(Ratios(told, Monday.AddDays(77), week => week <= 8 ? null : 7));
    }

    [Fact]
    public void A_window_is_compared_with_the_newest_run_announced_before_it()
    {
        var first = new ToldWeeks(On, CutOff, [.. Enumerable.Repeat(100L, 20)]);
        var second = new ToldWeeks(On.AddDays(14), CutOff.AddDays(14), [.. Enumerable.Repeat(50L, 20)]);

        Assert.Equal(
            [100_000, 100_000, 200_000],
            LowSales.Ratios([first, second], Monday.AddDays(49), Sold(_ => 10), Config).ToArray());
        Assert.Empty(LowSales.Ratios([], Monday.AddDays(49), Sold(_ => 10), Config));
    }

    [Fact]
    public void Nineteen_windows_are_looked_at_the_latest_ones()
    {
        var told = new ToldWeeks(On, CutOff, [.. Enumerable.Repeat(100L, 60)]);

        var ratios = Ratios(told, Monday.AddDays(7 * 40), week => week);

        Assert.Equal(19, ratios.Length);
        Assert.Equal(10_000 * (37 + 38 + 39 + 40) / 4, ratios[^1]);
    }

    private static long[] Ratios(ToldWeeks told, DateOnly today, Func<int, long?> sold) =>
        [.. LowSales.Ratios([told], today, Sold(sold), Config)];

    // A week's sales, all on its Monday; the other days sold nothing.
    private static Func<DateOnly, EffectiveDay> Sold(Func<int, long?> sold) => day =>
    {
        var days = day.DayNumber - Monday.DayNumber;
        long? volume = days % 7 == 0 ? sold((days / 7) + 1) : 0;
        return new(day, 0, new() { SoldMilliVolume = volume }, null);
    };

    private static Projection Projected(IEnumerable<Int128> weeks) => new(
        null,
        [.. weeks.Select((volume, at) => new ProjectedWeek(at + 1, 1_000_000, default, volume))]);
}
