using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Overages;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Tests.Zones;

namespace Clearing.Allocation.Tests.Sellers;

/// <summary>The months of a quarter are billed one by one, and corrected together.</summary>
public class BillingQuarters
{
    private const string Market = "east/standard/2026-Q4";
    private static readonly DateOnly First = new(2026, 10, 1);

    private readonly ZoneSeller _seller;

    public BillingQuarters()
    {
        var zone = new ZoneWorld(periods: PeriodKind.Quarter);
        _seller = zone["shop"];
        Do(_seller.SetProfile(new(new(2020, 1, 1), Plan.Professional)));
        zone.Do(zone.Zone.Set(new("2026-Q4", "shop", 100, "as agreed"), new(2026, 10, 19)).Events);
        zone.Run("run", "2026-Q4", 1_000_000);
        zone.Confirm("run");
        foreach (var month in new[] { 0, 1, 2 })
        {
            Report(First.AddMonths(month).AddDays(9), used: 130);
        }
    }

    private List<OverageCharge> Charges { get; } = [];

    [Fact]
    public void Space_that_is_told_of_late_corrects_each_month_that_was_billed()
    {
        Bill(First);
        Bill(First.AddMonths(1));
        // 30 volume-days at 10.00, for months of 31 and of 30 days.
        Assert.Equal([967, 1_000], Charges.Select(of => (int)of.Amount.Minor));
        Charges.Clear();

        Do(_seller.Take(new(Won(20), First), 7, Day(First.AddMonths(2))));
        Bill(First.AddMonths(1));

        Assert.Equal([3, 4], Charges.Select(of => of.Number));
        Assert.Equal([-645, -667], Charges.Select(of => (int)of.Amount.Minor));
        Assert.All(Charges, of => Assert.Equal("notice/1", of.Reference));
    }

    private static ZoneDay Day(DateOnly today) => new(
        "east/standard", new DateTimeOffset(today, default, default), today.AddDays(2),
        new("UTC", PeriodKind.Quarter, "USD", 2, new AllocationConfig()));

    private static Notice Won(long volume) => new(
        Market, "shop", 1, 1, new("USD", 2, 150_000, 1_000_000, HasZone: true),
        [new("b@1", "b", "shop", 1, new(volume), new(2), new(2), Complete: true)], [], null, false,
        new DateTimeOffset(First, default, default));

    private void Report(DateOnly day, long used)
    {
        var report = new DayReport($"d{day:O}", day, 0, new() { UsedVolume = used });
        Do(_seller.Decide(report, FactWindow.Always, 7, Day(day)).Events);
    }

    private void Bill(DateOnly month) => Do(_seller.Bill(month, Day(month.AddMonths(1))));

    private void Do(ImmutableArray<ZoneSellerEvent> events)
    {
        foreach (var happened in events) { _seller.Apply(happened); }
        while (_seller.UntoldCharges.FirstOrDefault() is { } charge)
        {
            Charges.Add(charge);
            foreach (var happened in _seller.Told(charge)) { _seller.Apply(happened); }
        }
    }
}
