using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Overages;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Tests.Zones;
using Clearing.Allocation.Zones;

namespace Clearing.Allocation.Tests.Sellers;

/// <summary>
/// A month is billed by the plan of its bill day and the rules of the run that announced its base, and
/// corrected by the same, whatever changes later.
/// </summary>
public class BillingByTheTermsOfThen
{
    private static readonly DateOnly November = new(2026, 11, 1);
    private static readonly DateOnly December = new(2026, 12, 1);

    private readonly List<OverageCharge> _charges = [];
    private ZoneWorld _zone = new();

    private ZoneSeller Seller => _zone["shop"];

    [Fact]
    public void A_month_that_was_billed_at_nothing_on_the_individual_plan_is_never_billed_by_another_plan()
    {
        Begin(Plan.Individual);
        Use(day: 3, volume: 130);
        Bill(November);
        SetPlan(Plan.Professional);
        Bill(November);
        Bill(December);
        Use(day: 4, volume: 190, today: new(2027, 1, 5));

        Assert.Empty(_charges);
        Assert.Equal((0, Plan.Individual), (
            (int)View(November).Billed!.BilledMinor, View(November).Billed!.Plan));
    }

    [Fact]
    public void A_month_that_was_billed_on_the_professional_plan_is_corrected_by_that_plan()
    {
        Begin();
        Use(day: 3, volume: 160);
        Bill(November);
        SetPlan(Plan.Individual);
        Use(day: 3, volume: 160, revision: 1, sales: 5, today: new(2026, 12, 20));
        Use(day: 3, volume: 130, revision: 2, today: new(2026, 12, 21));

        Assert.Equal([2_000, -1_000], _charges.Select(of => (int)of.Amount.Minor));
    }

    [Fact]
    public void Free_days_of_the_bill_hold_for_its_corrections_though_it_came_to_nothing()
    {
        Begin(rules: new() { OverageGraceDays = 31 });
        Use(day: 3, volume: 130);
        Bill(November);
        Change(new());
        Bill(November);
        Bill(December);
        Use(day: 4, volume: 190, today: new(2027, 1, 5));

        Assert.Empty(_charges);
    }

    [Fact]
    public void A_rate_that_changes_within_the_month_counts_from_the_next_run()
    {
        Begin();
        Use(day: 3, volume: 160);
        Change(new() { OverageRateMicros = 99_000_000, OverageGraceDays = 9 });

        Assert.Equal(2_000, (int)View(November).Bill.FeeMinor);
        Bill(November);
        Assert.Equal(2_000, (int)Assert.Single(_charges).Amount.Minor);
    }

    [Fact]
    public void The_rules_of_the_confirmation_come_before_those_of_an_estimate()
    {
        Begin();
        Change(new() { OverageRateMicros = 20_000_000 });
        Use(new DateOnly(2026, 12, 3), 131);
        Assert.Equal(1_000, (int)View(December).Bill.FeeMinor);

        Announce("dec", "2026-12");
        Change(new() { OverageRateMicros = 99_000_000 });

        Assert.Equal(2_000, (int)View(December).Bill.FeeMinor);
    }

    [Fact]
    public void An_estimate_that_is_announced_after_the_confirmed_base_changes_no_rules()
    {
        SetPlan(Plan.Professional);
        Announce("dec", "2026-12");
        Change(new() { OverageRateMicros = 20_000_000 });
        Announce("nov", "2026-11");
        Use(new DateOnly(2026, 12, 3), 131);

        Assert.Equal(1_000, (int)View(December).Bill.FeeMinor);
    }

    [Fact]
    public void A_base_that_is_announced_after_the_month_is_billed_by_its_runs_rules()
    {
        _zone = new(new AllocationConfig { OverageRateMicros = 0 });
        SetPlan(Plan.Professional);
        Use(day: 3, volume: 160);
        _zone.Day = Day(new(2027, 1, 9)) with { Terms = Terms(new()) };
        Announce("nov", "2026-11");

        Assert.Empty(Seller.UntoldCharges);
    }

    [Fact]
    public void Without_a_run_the_zones_present_rules_count()
    {
        Begin();
        _zone.Do([new ZoneConfigured(Terms(new() { OverageRateMicros = 7_000_000 }))]);
        var far = Seller.Overage(new(2028, 1, 1), Day(new(2028, 1, 5)));

        Assert.Null(far.Billed);
        Assert.Equal(7_000_000, BilledAt(new(2028, 1, 1)).RateMicros);
    }

    [Fact]
    public void A_bill_of_an_older_journal_names_no_plan_and_was_a_professional_ones()
    {
        SetPlan(Plan.Individual);
        OverageCharge charge = new("east/standard/2026-11", 1, "overage/2026-11", new(2_000), "USD", 2);
        Seller.Apply(new OverageBilled(November, charge, 10_000_000, 0));

        Assert.Equal(Plan.Professional, View(November).Billed!.Plan);
    }

    [Fact]
    public void A_run_of_an_older_journal_names_no_rules_and_leaves_the_zones()
    {
        Begin();
        var old = new ZoneSeller();
        Assert.True(Seller.Base(Month(11))!.Run is
        {
            Rules: { CarryUseDays: 7, OverageRateMicros: 10_000_000, OverageGraceDays: 0 },
        });
        var run = Seller.Base(Month(11))!.Run;
        old.Apply(new RunTaken(run.Run, run.Number, run.Period, run.Snapshot));
        old.Apply(new RunPlanned(run.Run, run.Projection!, run.Bases));
        old.Apply(new BasesAnnounced(run.Run, new(2026, 10, 21)));
        Change(new() { OverageRateMicros = 99_000_000 });

        Assert.Null(old.Base(Month(11))!.Run.Rules);
        Assert.Equal(
            99_000_000,
            Assert.IsType<OverageBilled>(Assert.Single(old.Bill(November, Day(December.AddDays(1))))).RateMicros);
    }

    private OverageBilled BilledAt(DateOnly month) => Assert.IsType<OverageBilled>(
        Assert.Single(Seller.Bill(month, Day(month.AddMonths(1).AddDays(1)))));

    private static Period Month(int month) => Period.Of(new(2026, month, 1), PeriodKind.Month);

    // A base of 100 cubic feet in November, and estimates of as much.
    private void Begin(Plan plan = Plan.Professional, AllocationConfig? rules = null)
    {
        _zone = new(rules);
        SetPlan(plan);
        Announce("run", "2026-11");
    }

    private void Announce(string run, string period)
    {
        foreach (var one in new[] { "2026-11", "2026-12" })
        {
            _zone.Do(_zone.Zone.Set(new(one, "shop", 100, "as agreed"), ZoneWorld.AfterCutOff).Events);
        }
        _zone.Run(run, period, 1_000_000);
        _zone.Confirm(run);
    }

    private void Change(AllocationConfig rules) => _zone.Do(_zone.Zone.Configure(Terms(rules)).Events);

    private void SetPlan(Plan plan) => Do(Seller.SetProfile(new(new(2020, 1, 1), plan)));

    private void Use(
        int day, long volume, int revision = 0, long? sales = null, DateOnly? today = null) =>
        Use(November.AddDays(day - 1), volume, revision, sales, today);

    private void Use(
        DateOnly day, long volume, int revision = 0, long? sales = null, DateOnly? today = null)
    {
        var report = new DayReport($"{day:O}.{revision}", day, revision, new()
        {
            UsedVolume = volume,
            SalesMinor = sales,
        });
        Do(Seller.Decide(report, FactWindow.Always, 7, Day(today ?? day)).Events);
    }

    private void Bill(DateOnly month) => Do(Seller.Bill(month, Day(month.AddMonths(1).AddDays(1))));

    private OverageView View(DateOnly month) => Seller.Overage(month, Day(month.AddDays(20)));

    private ZoneDay Day(DateOnly today) => new(
        "east/standard", new DateTimeOffset(today, default, default), today, _zone.Zone.Terms!);

    private static ZoneTerms Terms(AllocationConfig rules) =>
        new("UTC", PeriodKind.Month, "USD", 2, rules);

    private void Do(ImmutableArray<ZoneSellerEvent> events)
    {
        foreach (var happened in events) { Seller.Apply(happened); }
        while (Seller.UntoldCharges.FirstOrDefault() is { } charge)
        {
            _charges.Add(charge);
            foreach (var happened in Seller.Told(charge)) { Seller.Apply(happened); }
        }
    }
}
