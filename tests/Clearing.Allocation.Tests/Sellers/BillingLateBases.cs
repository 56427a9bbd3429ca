using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Overages;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Tests.Zones;

namespace Clearing.Allocation.Tests.Sellers;

/// <summary>Bases that are announced after the months of their period were billed.</summary>
public class BillingLateBases
{
    private static readonly DateOnly Use = new(2026, 12, 3);

    [Fact]
    public void A_higher_base_that_is_announced_after_the_bill_corrects_it_at_once()
    {
        var zone = Estimated(december: 100);
        Override(zone, "2026-12", 200);
        zone.Day = Day(new(2027, 1, 3));
        zone.Run("late", "2026-12", 1_000_000);
        Assert.True(zone["shop"].MayCorrectBill("late", zone.Day));
        zone.Confirm("late");

        // 50 cubic feet on one of 31 days, and then none.
        Assert.Equal([1_612, -1_612], Charges(zone).Select(of => (int)of.Amount.Minor));
        Assert.Equal(
            ["overage/2026-12", "allocation/late"], Charges(zone).Select(of => of.Reference));
        Assert.Equal([1, 2], Charges(zone).Select(of => of.Number));
        Assert.False(zone["shop"].MayCorrectBill("late", zone.Day));
        Assert.Empty(zone["shop"].Announce("late", zone.Day.Today, 7, zone.Day));
    }

    [Fact]
    public void A_lower_base_changes_no_bill_because_the_highest_one_counts()
    {
        var zone = Estimated(december: 100);
        Override(zone, "2026-12", 10);
        zone.Day = Day(new(2027, 1, 3));
        zone.Run("late", "2026-12", 1_000_000);
        zone.Confirm("late");

        Assert.Equal(1_612, (int)Assert.Single(Charges(zone)).Amount.Minor);
    }

    [Fact]
    public void A_base_that_is_announced_before_the_bill_is_due_bills_nothing()
    {
        var zone = new ZoneWorld();
        Take(zone, "2026-12", 100);
        Report(zone, Use);
        zone.Day = Day(new(2027, 1, 1));
        zone.Run("run", "2026-12", 1_000_000);
        Assert.False(zone["shop"].MayCorrectBill("run", zone.Day));
        zone.Confirm("run");

        Assert.Empty(Charges(zone));
    }

    [Fact]
    public void The_first_base_of_a_quarter_bills_each_of_its_months_that_is_due()
    {
        var zone = new ZoneWorld(periods: PeriodKind.Quarter);
        Take(zone, "2026-Q4", 100);
        foreach (var month in new[] { 10, 11, 12 }) { Report(zone, new(2026, month, 10)); }
        zone.Day = Day(new(2026, 12, 2), PeriodKind.Quarter);
        zone.Run("late", "2026-Q4", 1_000_000);
        Assert.True(zone["shop"].MayCorrectBill("late", zone.Day));
        zone.Confirm("late");

        Assert.Equal([1_612, 1_666], Charges(zone).Select(of => (int)of.Amount.Minor));
        Assert.Equal([1, 2], Charges(zone).Select(of => of.Number));
        Assert.All(Charges(zone), of => Assert.Equal("allocation/late", of.Reference));
    }

    [Fact]
    public void A_month_that_comes_to_nothing_when_its_base_is_announced_is_billed_by_no_later_plan()
    {
        var zone = new ZoneWorld();
        Take(zone, "2026-12", 100);
        SetPlan(zone, Plan.Individual);
        Report(zone, Use);
        zone.Day = Day(new(2027, 1, 3));
        zone.Run("late", "2026-12", 1_000_000);
        zone.Confirm("late");
        SetPlan(zone, Plan.Professional);
        var more = new DayReport("more", Use, 1, new() { UsedVolume = 190 });
        var late = zone["shop"].Decide(more, FactWindow.Always, carryUseDays: 7, zone.Day).Events;

        Assert.IsType<FactsTaken>(Assert.Single(late));
        Assert.Empty(Charges(zone));
        var billed = zone["shop"].Overage(new(2026, 12, 1), zone.Day).Billed!;
        Assert.Equal((0, Plan.Individual), ((int)billed.BilledMinor, billed.Plan));
    }

    // An estimate of December, which is then billed for one day of use above it.
    private static ZoneWorld Estimated(long december)
    {
        var zone = new ZoneWorld();
        Take(zone, "2026-11", 100);
        Override(zone, "2026-12", december);
        zone.Run("run", "2026-11", 1_000_000);
        zone.Confirm("run");
        Report(zone, Use);
        var billed = zone["shop"].Bill(new(2026, 12, 1), Day(new(2027, 1, 2)));
        foreach (var happened in billed) { zone["shop"].Apply(happened); }
        return zone;
    }

    private static void Take(ZoneWorld zone, string period, long volume)
    {
        SetPlan(zone, Plan.Professional);
        Override(zone, period, volume);
    }

    private static void SetPlan(ZoneWorld zone, Plan plan)
    {
        var set = zone["shop"].SetProfile(new(new(2020, 1, 1), plan));
        foreach (var happened in set) { zone["shop"].Apply(happened); }
    }

    private static void Override(ZoneWorld zone, string period, long volume) => zone.Do(
        zone.Zone.Set(new(period, "shop", volume, "as agreed"), ZoneWorld.AfterCutOff).Events);

    private static void Report(ZoneWorld zone, DateOnly day) =>
        zone.Report("shop", new DayReport($"d{day:O}", day, 0, new() { UsedVolume = 150 }));

    private static OverageCharge[] Charges(ZoneWorld zone) => [.. zone["shop"].UntoldCharges];

    private static ZoneDay Day(DateOnly today, PeriodKind periods = PeriodKind.Month) => new(
        "east/standard", new DateTimeOffset(today, default, default), today,
        new("UTC", periods, "USD", 2, new AllocationConfig()));
}
