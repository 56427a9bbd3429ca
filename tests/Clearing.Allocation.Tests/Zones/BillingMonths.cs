using Clearing.Allocation.Overages;
using Clearing.Allocation.Zones;

namespace Clearing.Allocation.Tests.Zones;

/// <summary>A zone bills each month once, from day 2 of the next month on.</summary>
public class BillingMonths
{
    private static readonly DateOnly November = new(2026, 11, 1);

    private readonly ZoneWorld _world = new();

    [Theory]
    [InlineData("2026-12-01", "2026-10-01")]
    [InlineData("2026-12-02", "2026-11-01")]
    [InlineData("2026-12-31", "2026-11-01")]
    [InlineData("2027-01-01", "2026-11-01")]
    [InlineData("2027-01-02", "2026-12-01")]
    public void The_last_month_is_billed_from_the_second_day_on(string today, string month) =>
        Assert.Equal(DateOnly.Parse(month), BillDay.LastMonth(DateOnly.Parse(today)));

    [Fact]
    public void No_month_is_billed_before_the_first_base_is_announced()
    {
        Assert.Null(_world.Zone.MonthToBill(new(2026, 12, 2)));
        Assert.False(_world.Zone.KeepsCalendar(new(2026, 12, 2)));
        Announce();
        Assert.Equal(November, _world.Zone.MonthToBill(new(2026, 12, 2)));
        Assert.True(_world.Zone.KeepsCalendar(new(2026, 12, 2)));
    }

    [Fact]
    public void A_month_that_was_billed_is_not_billed_again_and_the_next_one_is()
    {
        Announce();
        _world.Do([new MonthBilled(November)]);

        Assert.Null(_world.Zone.MonthToBill(new(2026, 12, 2)));
        Assert.Null(_world.Zone.MonthToBill(new(2027, 1, 1)));
        Assert.Equal(new DateOnly(2026, 12, 1), _world.Zone.MonthToBill(new(2027, 1, 2)));
    }

    [Fact]
    public void Months_that_a_zone_missed_are_billed_one_after_the_other_from_the_first_base_on()
    {
        Announce();
        Assert.Equal(
            [November, November.AddMonths(1), November.AddMonths(2)],
            _world.Zone.MonthsToBill(new(2027, 2, 2)));
        Assert.Equal(November, _world.Zone.MonthToBill(new(2027, 2, 2)));
        _world.Do([new MonthBilled(November)]);
        Assert.Equal(November.AddMonths(1), _world.Zone.MonthToBill(new(2027, 2, 2)));
    }

    [Fact]
    public void A_bill_is_made_of_the_months_that_are_over_in_the_zone()
    {
        var day = new Clearing.Allocation.Sellers.ZoneDay("r/s", default, new(2026, 12, 2), _world.Zone.Terms!);

        Assert.True(day.IsBilled(November));
        Assert.True(day.IsBilled(new(2026, 10, 1)));
        Assert.False(day.IsBilled(new(2026, 12, 1)));
        Assert.False((day with { Today = new(2026, 12, 1) }).IsBilled(November));
    }

    private void Announce()
    {
        _world.Report("s", new("d", new(2026, 10, 1), 0, new() { UsedVolume = 40 }));
        _world.Run("nov", "2026-11", 1_000);
        _world.Confirm("nov");
    }
}
