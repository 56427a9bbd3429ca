using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Warnings;

namespace Clearing.Allocation.Tests.Warnings;

public class WarningSellers
{
    private static readonly DateOnly Today = new(2026, 10, 7);
    private static readonly AllocationConfig Config = new();

    [Fact]
    public void The_date_of_weak_sales_is_never_later_and_more_use_is_never_later()
    {
        Draw.Many(300, draw =>
        {
            var state = State(draw);

            var warning = CapacityWarning.Of(state, Config);
            var more = CapacityWarning.Of(
                state with { UsedVolume = state.UsedVolume + draw.Long(0, 99) }, Config);

            NotLater(warning.HighExceedsOn, warning.ExpectedExceedsOn);
            NotLater(more.ExpectedExceedsOn, warning.ExpectedExceedsOn);
            NotLater(more.HighExceedsOn, warning.HighExceedsOn);
            Assert.True(warning.HighEndMilliVolume >= warning.ExpectedEndMilliVolume);
        });
    }

    [Fact]
    public void A_use_that_equals_its_limit_is_not_over_it()
    {
        var state = Still(used: 100, limit: 100);

        Assert.Equal(WarningLevel.None, CapacityWarning.Of(state, Config).Level);
        Assert.Equal(
            WarningLevel.Over, CapacityWarning.Of(state with { UsedVolume = 101 }, Config).Level);
    }

    [Fact]
    public void Likely_is_what_projected_sales_exceed_and_watch_what_weak_sales_do()
    {
        var state = Still(used: 100, limit: 110) with
        {
            InboundVolume = 20, WeeklyMilliVolume = [15_000, 15_000, 15_000, 15_000, 15_000],
            LowSalesPpm = 1_000_000,
        };

        Assert.Equal(WarningLevel.None, CapacityWarning.Of(state, Config).Level);
        Assert.Equal(
            WarningLevel.Watch, CapacityWarning.Of(state with { LowSalesPpm = 0 }, Config).Level);
        Assert.Equal(
            WarningLevel.Likely,
            CapacityWarning.Of(state with { WeeklyMilliVolume = [0, 0, 0, 0, 0] }, Config).Level);
    }

    [Fact]
    public void Without_a_limit_nothing_exceeds()
    {
        var state = Still(used: DayFigures.MaxVolume, limit: null);

        Assert.Equal(
            new CapacityWarning(
                WarningLevel.None, null, null, DayFigures.MaxMilliVolume, DayFigures.MaxMilliVolume),
            CapacityWarning.Of(state, Config));
    }

    [Fact]
    public void Seven_days_of_sales_are_their_week_and_all_shipments_arrive()
    {
        var state = Still(used: 100, limit: 1_000) with
        {
            Today = new(2026, 10, 4),
            InboundVolume = 11,
            WeeklyMilliVolume = [0, 10_001, 10_002, 10_003, 10_004],
        };

        Assert.Equal(
            100_000 + 11_000 - 40_010, CapacityWarning.Of(state, Config).ExpectedEndMilliVolume);
    }

    [Theory]
    [InlineData(0, 700_000)]
    [InlineData(8, 700_000)]
    [InlineData(9, 500_001)]
    [InlineData(18, 500_001)]
    [InlineData(19, 500_002)]
    [InlineData(40, 500_023)]
    public void Weak_sales_are_the_tenth_smallest_of_the_last_ratios(int ratios, int lowPpm)
    {
        long[] past = [.. Enumerable.Range(1, ratios).Select(at => 500_000L + at)];

        Assert.Equal(lowPpm, LowSales.Of(past, Config));
    }

    [Fact]
    public void Weak_sales_are_at_most_the_projected_ones()
    {
        Assert.Equal(
            1_000_000, LowSales.Of([.. Enumerable.Repeat(3_000_000L, 12)], Config));
    }

    private static void NotLater(DateOnly? first, DateOnly? second) =>
        Assert.True((first ?? DateOnly.MaxValue) <= (second ?? DateOnly.MaxValue));

    private static WarningState Still(long used, long? limit) =>
        new(Today, used, 0, [0, 0, 0, 0, 0], _ => limit, 700_000);

    private static WarningState State(Draw draw)
    {
        var (limit, next) = (draw.Long(800, 1_000), draw.Maybe(80, () => draw.Long(700, 1_200)));
        return new(
            Today, draw.Long(600, 1_100), draw.Long(0, 400),
            [.. Enumerable.Range(0, 5).Select(_ => (Int128)draw.Long(0, 200_000))],
            day => day.Day > 20 ? next : limit,
            draw.Long(0, 1_000_000));
    }
}
