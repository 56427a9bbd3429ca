using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Overages;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Tests.Zones;
using Clearing.Allocation.Warnings;
using Clearing.Allocation.Zones;

namespace Clearing.Allocation.Tests.Sellers;

/// <summary>A seller with a base of 100 cubic feet in November, from its facts to its bills.</summary>
public class BillingUse
{
    private const string Market = "east/standard/2026-11";
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly DateOnly BillDay = new(2026, 12, 2);

    private readonly ZoneWorld _zone = new();
    private readonly ZoneSeller _seller;
    private readonly SellerAccount _account = new("shop");
    private ZoneTerms _terms =
        new("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig());

    public BillingUse()
    {
        _seller = _zone["shop"];
        SetPlan(Plan.Professional);
        _zone.Do(_zone.Zone.Set(new("2026-11", "shop", 100, "as agreed"), new(2026, 10, 19)).Events);
        _zone.Do(_zone.Zone.Set(new("2026-12", "shop", 100, "as agreed"), new(2026, 10, 19)).Events);
        _zone.Run("run", "2026-11", 1_000_000);
        _zone.Confirm("run");
    }

    [Fact]
    public void A_month_is_billed_once_at_the_rate_of_a_cubic_foot_month()
    {
        Report("a", day: 3, used: 130);
        Report("b", day: 4, used: 160);

        Bill();
        Bill();

        // 90 volume-days at 10.00 for a month of 30 days.
        Assert.Equal(3_000, (long)Statement.Overage.Minor);
        Assert.Equal((Money)new(3_000), _account.Balance(Market, LedgerAccount.Receivable));
        Assert.Equal((Money)new(-3_000), _account.Balance(Market, LedgerAccount.OverageFees));
        Assert.Equal(0, (long)Statement.Net.Minor);
        Assert.Equal(3_000, (long)View.Billed!.BilledMinor);
    }

    [Fact]
    public void Room_to_send_is_what_use_and_open_shipments_leave_of_the_allocation()
    {
        Assert.Null(View.RoomToSend);
        Report("a", day: 3, used: 30, inbound: 25);
        Assert.Equal(45, View.RoomToSend);
        Report("b", day: 4, used: 60);
        Report("c", day: 2, used: 10);
        Assert.Equal(40, View.RoomToSend);
        Report("d", day: 5, used: 90, inbound: 11);
        Assert.Equal(0, View.RoomToSend);
        Assert.Null(RoomToSend.Of(null, 9, 0, 0));
        Assert.Equal(long.MaxValue, RoomToSend.Of(long.MaxValue, long.MaxValue, 1, 1));
    }

    [Fact]
    public void A_late_fact_corrects_the_bill_at_the_rate_of_the_bill_under_its_own_id()
    {
        Report("a", day: 3, used: 130);
        Bill();
        _terms = _terms with { Rules = new AllocationConfig { OverageRateMicros = 99_000_000 } };
        Report("late", day: 3, used: 115, revision: 1, today: BillDay.AddDays(9));

        Assert.Equal(500, (long)Statement.Overage.Minor);
        Assert.Equal(["overage/2026-11", "late"], _charges.Select(of => of.Reference));
        Assert.Equal([1, 2], _charges.Select(of => of.Number));
        Bill();
        Assert.Equal(2, _charges.Count);
        // Another correction starts from the sum of both, at the same rate.
        Report("later", day: 3, used: 124, revision: 2, today: BillDay.AddDays(10));
        Assert.Equal(800, (long)Statement.Overage.Minor);
        Assert.Equal([1_000, -500, 300], _charges.Select(of => (int)of.Amount.Minor));
        Report("unchanged", day: 4, used: 100, today: BillDay.AddDays(11));
        Assert.Equal(3, _charges.Count);
    }

    // Nothing else need come after it: the seller may report no fact any more.
    [Fact]
    public void Space_that_a_market_tells_of_after_the_bill_corrects_it_at_once()
    {
        Report("a", day: 3, used: 130);
        Bill();
        Tell(ExtraSpace(number: 1), First.AddDays(2), BillDay);

        // A third is left of 30 volume-days.
        Assert.Equal([1_000, -667], _charges.Select(of => (int)of.Amount.Minor));
        Assert.Equal(["overage/2026-11", "notice/1"], _charges.Select(of => of.Reference));
        Bill();
        Tell(ExtraSpace(number: 1), First.AddDays(2), BillDay);
        Assert.Equal(2, _charges.Count);
    }

    [Fact]
    public void Space_that_a_market_tells_of_before_the_bill_or_after_the_days_above_the_limit_charges_nothing()
    {
        Report("a", day: 3, used: 130);
        Tell(ExtraSpace(number: 1), First.AddDays(2), First.AddDays(2));
        Assert.Empty(_charges);
        Bill();
        Tell(ExtraSpace(number: 2), First.AddDays(3), BillDay);

        Assert.Equal(333, (int)Assert.Single(_charges).Amount.Minor);
    }

    [Fact]
    public void A_bill_that_is_handed_over_again_changes_nothing_and_none_may_be_missing()
    {
        Report("a", day: 3, used: 130);
        Bill();

        Assert.Empty(_account.Accept(_charges[0]));
        Assert.Throws<ArgumentException>(() => _account.Accept(_charges[0] with { Number = 3 }));
        var again = SellerAccount.From(_account.Snapshot());
        Assert.Equal(Statement.Overage, again.Statement(Market)!.Overage);
        Assert.Empty(again.Accept(_charges[0]));
    }

    [Fact]
    public void The_individual_plan_is_not_billed_but_noticed()
    {
        SetPlan(Plan.Individual);
        Report("a", day: 3, used: 130);

        Bill();

        Assert.Empty(_charges);
        Assert.Equal(CapacityNoticeKind.Overage, Assert.Single(Overage).Kind);
    }

    [Fact]
    public void A_month_within_the_limit_or_without_one_has_no_bill()
    {
        Report("a", day: 3, used: 100);

        Bill();

        Assert.Empty(_charges);
        Assert.Equal(0, (int)View.Billed!.BilledMinor);
        Assert.Empty(_seller.Overage(new(2027, 5, 1), Day(BillDay)).Bill.Over);
    }

    [Fact]
    public void Extra_space_raises_the_limit_from_its_day_on()
    {
        Tell(ExtraSpace(number: 1, CreditSource.Days), First.AddDays(3));
        Report("a", day: 3, used: 130);
        Report("b", day: 4, used: 130);

        Assert.Equal([30L, 10L], View.Bill.Over.Select(of => of.OverVolume));
        Assert.Equal([100L, 120L], View.Bill.Over.Select(of => of.LimitVolume));
    }

    [Fact]
    public void Extra_space_of_a_market_with_typed_reports_raises_the_limit_and_its_days_have_no_lines()
    {
        Tell(ExtraSpace(number: 1), First.AddDays(3));
        Report("a", day: 3, used: 130);
        Report("b", day: 4, used: 130);

        Assert.Equal([100L, 120L], View.Bill.Over.Select(of => of.LimitVolume));
        Assert.Empty(_seller.Lines(Market, default, 10).Lines);
    }

    [Fact]
    public void A_row_of_days_above_the_limit_is_noticed_on_its_first_and_eighth_day_once()
    {
        for (var day = 3; day <= 12; day++) { Report($"d{day}", day, used: 130); }
        Report("again", day: 3, used: 131, revision: 1);

        Assert.Equal([3, 10], Overage.Select(of => of.Day.Day));
        Assert.All(Overage, of => Assert.Equal(WarningLevel.Over, of.Level));
        Assert.Equal(
            Enumerable.Range(1, _seller.NoticeCount),
            _seller.Notices(0, 100).Select(of => of.Number));
    }

    [Fact]
    public void A_seller_is_warned_when_its_level_changes_and_once_for_a_day_of_facts()
    {
        Report("a", day: 3, used: 80);
        Assert.Empty(Warnings);
        Report("b", day: 4, used: 90, inbound: 400);
        Report("c", day: 4, used: 130, inbound: 400, revision: 1);
        Assert.Equal(WarningLevel.Likely, Assert.Single(Warnings).Level);

        Report("d", day: 5, used: 130, inbound: 400);
        Report("e", day: 6, used: 131, inbound: 400);

        Assert.Equal([WarningLevel.Likely, WarningLevel.Over], Warnings.Select(of => of.Level));
        Assert.Equal((5, 130L, 100L, 400L), (
            Warnings[1].Day.Day, Warnings[1].UsedVolume, Warnings[1].LimitVolume!.Value,
            Warnings[1].InboundVolume));
    }

    [Fact]
    public void Nobody_is_told_anything_of_a_past_month_or_twice_for_the_same_fact()
    {
        Report("a", day: 3, used: 130, today: BillDay);
        Assert.Equal(0, _seller.NoticeCount);

        Report("b", day: 4, used: 130);
        var told = _seller.NoticeCount;
        Assert.NotEqual(0, told);
        Report("b", day: 4, used: 130);

        Assert.Equal(told, _seller.NoticeCount);
    }

    [Fact]
    public void A_date_that_moves_by_three_days_is_news_and_by_two_is_none()
    {
        var told = new CapacityNotice(
            1, CapacityNoticeKind.Warning, First, 1, 1, 0, 0, WarningLevel.Likely,
            First.AddDays(9), First.AddDays(7), DateTimeOffset.UnixEpoch);
        CapacityWarning Now(int expected, int? high) => new(
            WarningLevel.Likely, First.AddDays(expected),
            high is { } days ? First.AddDays(days) : null, 0, 0);

        Assert.False(WarningRule.IsNews(told, First.AddDays(1), Now(11, 5)));
        Assert.True(WarningRule.IsNews(told, First.AddDays(1), Now(12, 7)));
        Assert.True(WarningRule.IsNews(told, First.AddDays(1), Now(9, 4)));
        Assert.True(WarningRule.IsNews(told, First.AddDays(1), Now(9, null)));
        Assert.False(WarningRule.IsNews(told, First, Now(12, 7)));
    }

    private readonly List<OverageCharge> _charges = [];

    private CapacityNotice[] Overage =>
        [.. _seller.Notices(0, 100).Where(of => of.Kind == CapacityNoticeKind.Overage)];

    private CapacityNotice[] Warnings =>
        [.. _seller.Notices(0, 100).Where(of => of.Kind == CapacityNoticeKind.Warning)];

    private Statement Statement => _account.Statement(Market)!;

    private OverageView View => _seller.Overage(First, Day(BillDay));

    private ZoneDay Day(DateOnly today) =>
        new("east/standard", new DateTimeOffset(today, default, default), today, _terms);

    private void Report(
        string id, int day, long used, long? inbound = null, int revision = 0,
        DateOnly? today = null)
    {
        var report = new DayReport(id, First.AddDays(day - 1), revision, new()
        {
            UsedVolume = used,
            InboundVolume = inbound,
        });
        Do(_seller.Decide(
            report, FactWindow.Always, 7, Day(today ?? report.Day)).Events);
    }

    private void Bill() => Do(_seller.Bill(First, Day(BillDay)));

    // What a round granted: 20 cubic feet.
    private static Notice ExtraSpace(int number, CreditSource credits = CreditSource.Report) => new(
        Market, "shop", number, number,
        new("USD", 2, 150_000, 1_000_000, credits, HasZone: credits == CreditSource.Report),
        [new($"b@{number}", "b", "shop", number, new(20), new(2), new(2), Complete: true)], [], null, false,
        new DateTimeOffset(First.AddDays(3), default, default));

    private void Tell(Notice notice, DateOnly day, DateOnly? today = null) =>
        Do(_seller.Take(new(notice, day), 7, today is { } now ? Day(now) : null));

    private void SetPlan(Plan plan)
    {
        foreach (var happened in _seller.SetProfile(new(new(2020, 1, 1), plan)))
        {
            _seller.Apply(happened);
        }
    }

    private void Do(ImmutableArray<ZoneSellerEvent> events)
    {
        foreach (var happened in events) { _seller.Apply(happened); }
        while (_seller.UntoldCharges.FirstOrDefault() is { } charge)
        {
            _charges.Add(charge);
            foreach (var happened in _account.Accept(charge)) { _account.Apply(happened); }
            foreach (var happened in _seller.Told(charge)) { _seller.Apply(happened); }
        }
    }
}
