using Clearing.Allocation.Bases;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Overages;

namespace Clearing.Allocation.Tests.Overages;

public class BillingOverage
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly AllocationConfig Config = new();

    [Fact]
    public void There_is_no_fee_without_a_day_over()
    {
        Draw.Many(200, draw =>
        {
            var bill = Bill(Days(draw));

            Assert.Equal(bill.Over.Sum(of => (decimal)of.OverVolume), (decimal)bill.BilledVolumeDays);
            Assert.True(bill.FeeMinor >= 0);
            Assert.True(bill.Over.Length > 0 || bill.FeeMinor == 0);
        });
    }

    [Fact]
    public void More_use_never_lowers_a_fee_and_a_higher_limit_never_raises_it()
    {
        Draw.Many(200, draw =>
        {
            var days = Days(draw);
            var fee = Bill(days).FeeMinor;
            var more = draw.Long(0, 999);

            var used = days.Select(of => of with { UsedVolume = of.UsedVolume + more });
            var higher = days.Select(of => of with { LimitVolume = of.LimitVolume + more });

            Assert.True(Bill([.. used]).FeeMinor >= fee);
            Assert.True(Bill([.. higher]).FeeMinor <= fee);
        });
    }

    [Fact]
    public void The_highest_announced_base_counts_and_one_without_limit_is_no_limit()
    {
        Assert.Equal(1_200, OverageLimit.Of([900, 1_000, 950], 200));
        Assert.Null(OverageLimit.Of([null, 1_000], 200));
        Assert.Null(OverageLimit.Of([], 200));
        Assert.Equal(long.MaxValue, OverageLimit.Of([1], long.MaxValue));
    }

    [Fact]
    public void The_first_days_over_in_a_month_are_free_and_send_notices_all_the_same()
    {
        var bill = Bill(Over(10), config: Config with { OverageGraceDays = 3 });

        Assert.Equal([0, 0, 0, 5], bill.Over.Take(4).Select(of => (int)of.BilledVolume));
        Assert.Equal(35, bill.BilledVolumeDays);
        Assert.Equal([First, First.AddDays(7)], bill.Notices.AsEnumerable());
    }

    [Fact]
    public void Sellers_on_the_individual_plan_are_not_billed()
    {
        var bill = Bill(Over(10), Plan.Individual);

        Assert.Equal((0, 10, 2), ((int)bill.FeeMinor, bill.Over.Length, bill.Notices.Length));
    }

    [Fact]
    public void A_gap_ends_a_row_and_unknown_use_is_a_gap()
    {
        var days = Over(16);
        days[1] = days[1] with { UsedVolume = null };
        days[9] = days[9] with { UsedVolume = 10 };

        Assert.Equal(
            [1, 3, 11], Bill(days).Notices.Select(day => day.Day));
    }

    [Theory]
    [InlineData(2024, 2, 29, 344)]
    [InlineData(2026, 2, 28, 357)]
    [InlineData(2026, 12, 31, 322)]
    public void The_rate_is_for_a_month_of_as_many_days_as_it_has(
        int year, int month, int days, int fee)
    {
        var bill = Bill([new(new(year, month, 1), 110, 100)]);

        Assert.Equal((days, fee), (bill.DaysOfMonth, (int)bill.FeeMinor));
    }

    [Fact]
    public void The_largest_use_at_the_largest_rate_is_billed_exactly()
    {
        var config = Config with { OverageRateMicros = 1_000_000_000_000 };
        DayUse[] days = [.. Over(30).Select(of =>
            of with { UsedVolume = DayFigures.MaxVolume, LimitVolume = 0 })];

        Assert.Equal(
            (Int128)DayFigures.MaxVolume * 100_000_000, Bill(days, config: config).FeeMinor);
    }

    private static OverageBill Bill(
        DayUse[] days, Plan plan = Plan.Professional, AllocationConfig? config = null) =>
        OverageBill.Of(days, plan, minorExponent: 2, config ?? Config);

    private static DayUse[] Over(int days) =>
        [.. Enumerable.Range(0, days).Select(day => new DayUse(First.AddDays(day), 105, 100))];

    private static DayUse[] Days(Draw draw) =>
    [
        .. Enumerable.Range(0, 30).Select(day => new DayUse(
            First.AddDays(day), draw.Maybe(90, draw.Volume), draw.Maybe(90, draw.Volume))),
    ];
}
