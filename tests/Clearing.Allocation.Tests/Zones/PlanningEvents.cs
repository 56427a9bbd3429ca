using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Warnings;
using Clearing.Market.Markets;

namespace Clearing.Allocation.Tests.Zones;

/// <summary>Deals and launches that sellers plan count once an operator confirms them.</summary>
public class PlanningEvents
{
    private static readonly DateOnly Today = ZoneWorld.AfterCutOff;
    private static readonly DateTimeOffset Now = new(Today, new(9, 30), TimeSpan.Zero);
    private static readonly Act ByPat = new("pat", DateTimeOffset.UnixEpoch);
    private readonly ZoneWorld _world = new();

    public PlanningEvents()
    {
        // 1 cubic foot a day for four weeks up to the cut-off: a level of 7 a week.
        for (var ago = 1; ago <= 28; ago++)
        {
            _world.Report("shop", new($"d{ago}", Today.AddDays(-ago), 0, new() { SoldMilliVolume = 1_000 }));
        }
    }

    private ZoneSeller Shop => _world["shop"];

    private ZoneDay Day => new("us/standard", Now, Today, _world.Zone.Terms!);

    [Fact]
    public void A_proposed_event_counts_only_once_an_operator_confirmed_it()
    {
        Propose(new("fair", Today.AddDays(8), Today.AddDays(9), 3_000_000));
        _world.Run("r", "2026-11", 1_000);
        Assert.Equal([7_000, 7_000, 7_000], Weeks("r"));

        Decide("fair", EventState.Confirmed);
        _world.Run("s", "2026-11", 1_000);

        Assert.Equal([7_000, 21_000, 7_000], Weeks("s"));
        Assert.Equal(
            [ProjectionSource.Zone, ProjectionSource.Event],
            Shop.Draft("s")!.Run.Projection!.Weeks.Take(2).Select(of => of.Source));
        Assert.Equal(
            new PlannedEvent(2, 2, 3_000_000, 0) { Id = "fair" },
            Assert.Single(Shop.Draft("s")!.Run.Snapshot.Events!.Value));
    }

    [Fact]
    public void An_event_counts_in_every_week_that_it_overlaps_also_if_it_began_before_the_cut_off()
    {
        // Sunday before the cut-off's Monday to the Monday of week 2.
        Propose(new("launch", Today.AddDays(-3), Today.AddDays(7), null, 5_000));
        Decide("launch", EventState.Confirmed);
        _world.Run("r", "2026-11", 1_000);

        Assert.Equal([12_000, 12_000, 7_000], Weeks("r"));
    }

    [Fact]
    public void A_draft_keeps_what_it_took_and_a_withdrawn_event_counts_in_no_later_run()
    {
        Propose(new("fair", Today, Today, 3_000_000));
        Decide("fair", EventState.Confirmed);
        _world.Run("r", "2026-11", 1_000);
        Decide("fair", EventState.Withdrawn);
        Assert.Equal([21_000, 7_000, 7_000], Weeks("r"));

        _world.Run("s", "2026-11", 1_000);
        Assert.Equal([7_000, 7_000, 7_000], Weeks("s"));
    }

    [Fact]
    public void An_operator_may_enter_an_event_as_confirmed_or_so_confirm_a_proposed_one()
    {
        var plan = new EventPlan("fair", Today, Today, 2_000_000);
        Enter(plan);
        Enter(plan with { Id = "twin" });
        Propose(plan with { Id = "own" });
        Enter(plan with { Id = "own" });

        Assert.All(Shop.Events(0, 9), one => Assert.Equal(EventState.Confirmed, one.State));
        Assert.Equal(3, Shop.Events(0, 9).Length);
        Assert.Empty(Shop.EnterConfirmed(plan, "again", Day, ByPat).Events);
    }

    [Fact]
    public void An_event_waits_until_it_is_decided_or_its_last_day_is_over()
    {
        for (var day = 0; day < 3; day++)
        {
            Propose(new($"d{day}", Today.AddDays(-1), Today.AddDays(day), 2));
        }
        Decide("d2", EventState.Declined);

        Assert.Equal(["d0", "d1"], Waiting(Today, 9));
        Assert.Equal(["d1"], Waiting(Today.AddDays(1), 1));
        Assert.Empty(Waiting(Today.AddDays(2), 9));

        IEnumerable<string> Waiting(DateOnly today, int most) =>
            Shop.WaitingEvents(today, 0, most).Select(one => one.Plan.Id);
    }

    [Fact]
    public void The_largest_uplift_and_the_largest_volume_are_taken()
    {
        var most = new EventPlan(
            "most", Today, Today, EventPlan.MaxUpliftPpm, DayFigures.MaxMilliVolume);

        Assert.Equal(EventPlanStatus.Recorded, Shop.Propose(most, Today).Answer);
    }

    [Theory]
    [InlineData("a/b", 0, 0, 2L, 0L, EventPlanStatus.IdMalformed)]
    [InlineData("known", 0, 0, 3L, 0L, EventPlanStatus.IdReused)]
    [InlineData("known", 0, 0, 2L, null, EventPlanStatus.Recorded)]
    [InlineData("new", 1, 0, 0L, -1L, EventPlanStatus.DaysOutOfOrder)]
    [InlineData("new", -9, -1, 0L, -1L, EventPlanStatus.DaysOutOfRange)]
    [InlineData("new", 0, 731, 0L, -1L, EventPlanStatus.DaysOutOfRange)]
    [InlineData("new", -731, 0, 0L, -1L, EventPlanStatus.DaysOutOfRange)]
    [InlineData("new", -730, 730, 0L, -1L, EventPlanStatus.UpliftOutOfRange)]
    [InlineData("new", 0, 0, 1_000_000_001L, -1L, EventPlanStatus.UpliftOutOfRange)]
    [InlineData("new", 0, 0, 1L, -1L, EventPlanStatus.VolumeNegative)]
    [InlineData("new", 0, 0, 1L, 10_000_000_000_000_001L, EventPlanStatus.VolumeTooLarge)]
    [InlineData("new", 0, 0, null, 0L, EventPlanStatus.NothingGiven)]
    [InlineData("new", 0, 0, null, null, EventPlanStatus.NothingGiven)]
    public void The_first_refusal_is_given_and_nothing_changes(
        string id, int first, int last, long? uplift, long? added, EventPlanStatus answer)
    {
        Propose(new("known", Today, Today, 2));

        var (given, events) = Shop.Propose(
            new(id, Today.AddDays(first), Today.AddDays(last), uplift, added), Today);

        Assert.Equal(answer, given);
        Assert.Empty(events);
    }

    [Fact]
    public void A_note_has_1_to_200_characters_and_an_unknown_zone_takes_no_event()
    {
        var plan = new EventPlan("fair", Today, Today, 2, Note: " ");
        Assert.Equal(EventPlanStatus.NoteMalformed, Shop.Propose(plan, Today).Answer);
        Assert.Equal(
            EventPlanStatus.ReasonMalformed,
            Shop.EnterConfirmed(plan with { Note = null }, "", Day, ByPat).Answer);
        Assert.Equal(EventPlanStatus.ZoneUnknown, Shop.Propose(plan, null).Answer);
    }

    [Fact]
    public void A_hundred_events_may_wait_and_those_that_are_over_do_not_count()
    {
        for (var i = 0; i < EventPlan.MaxEvents; i++)
        {
            Propose(new($"e{i}", Today, Today.AddDays(i > 0 ? 1 : 0), 2));
        }
        var more = new EventPlan("more", Today.AddDays(1), Today.AddDays(1), 2);
        Assert.Equal(EventPlanStatus.TooManyEvents, Shop.Propose(more, Today).Answer);
        Assert.Equal(EventPlanStatus.Recorded, Shop.Propose(more, Today.AddDays(1)).Answer);
    }

    [Fact]
    public void Decisions_are_on_record_with_who_when_and_why()
    {
        Propose(new("fair", Today, Today, 2));
        Propose(new("show", Today, Today, 2));
        Decide("fair", EventState.Confirmed);
        Decide("fair", EventState.Withdrawn);
        Decide("show", EventState.Declined);

        Assert.Equal(
            [
                (1, ActKind.EventConfirmed, "fair"), (2, ActKind.EventWithdrawn, "fair"),
                (3, ActKind.EventDeclined, "show"),
            ],
            Shop.Audit(0, 9).Select(of => ((int)of.Number, of.Kind, of.Reference!)));
        var last = Assert.Single(Shop.Audit(2, 9));
        Assert.Equal(("pat", "as agreed", ByPat.At), (last.By, last.Reason, last.At!.Value));
    }

    [Fact]
    public void The_seller_is_told_every_decision_once_with_its_reason_and_not_by_whom()
    {
        Propose(new("fair", Today.AddDays(8), Today.AddDays(9), 2));
        Assert.Equal(0, Shop.NoticeCount);
        Decide("fair", EventState.Confirmed);
        Decide("fair", EventState.Confirmed);
        Enter(new("deal", Today, Today, 2));
        Decide("fair", EventState.Withdrawn);

        var notices = Shop.Notices(0, 9);
        Assert.Equal(
            [
                (1, new EventDecision("fair", EventState.Confirmed, "as agreed")),
                (2, new EventDecision("deal", EventState.Confirmed, "as agreed")),
                (3, new EventDecision("fair", EventState.Withdrawn, "as agreed")),
            ],
            notices.Select(of => (of.Number, of.Event!)));
        Assert.Equal(
            new CapacityNotice(
                1, CapacityNoticeKind.EventDecided, Today.AddDays(8), 0, null, 0, 0,
                WarningLevel.None, null, null, Now)
            {
                Event = notices[0].Event,
            },
            notices[0]);
    }

    [Theory]
    [InlineData("who", EventState.Confirmed, "why", EventDecisionStatus.EventUnknown)]
    [InlineData("fair", EventState.Declined, "", EventDecisionStatus.ReasonMalformed)]
    [InlineData("fair", EventState.Declined, "why", EventDecisionStatus.EventDecided)]
    [InlineData("fair", EventState.Confirmed, "again", EventDecisionStatus.Decided)]
    [InlineData("gone", EventState.Confirmed, "why", EventDecisionStatus.EventDecided)]
    [InlineData("gone", EventState.Withdrawn, "why", EventDecisionStatus.EventDecided)]
    public void What_was_decided_stays_and_deciding_so_again_changes_nothing(
        string id, EventState state, string reason, EventDecisionStatus answer)
    {
        Propose(new("fair", Today, Today, 2));
        Propose(new("gone", Today, Today, 2));
        Decide("fair", EventState.Confirmed);
        Decide("gone", EventState.Declined);

        var (given, events) = Shop.Decide(new EventDecision(id, state, reason), Day, ByPat);

        Assert.Equal(answer, given);
        Assert.Empty(events);
        Assert.Equal(
            EventPlanStatus.IdReused,
            Shop.EnterConfirmed(new("gone", Today, Today, 2), "why", Day, ByPat).Answer);
    }

    [Fact]
    public void The_zone_knows_who_proposes_events()
    {
        _world.Do(_world.Zone.EnterPlanner("shop"));
        _world.Do(_world.Zone.EnterPlanner("new"));

        Assert.Empty(_world.Zone.EnterPlanner("new"));
        Assert.Equal(["new", "shop"], _world.Zone.Planners("", 9).ToArray());
        Assert.Equal(["shop"], _world.Zone.Planners("new", 9).ToArray());
        Assert.Contains("new", _world.Zone.Sellers);
    }

    private int[] Weeks(string run) =>
        [.. Shop.Draft(run)!.Run.Projection!.Weeks.Take(3).Select(of => (int)of.MilliVolume)];

    private void Propose(EventPlan plan)
    {
        var (answer, events) = Shop.Propose(plan, Today);
        Assert.Equal(EventPlanStatus.Recorded, answer);
        Do(events);
    }

    private void Enter(EventPlan plan)
    {
        var (answer, events) = Shop.EnterConfirmed(plan, "as agreed", Day, ByPat);
        Assert.Equal(EventPlanStatus.Recorded, answer);
        Do(events);
    }

    private void Decide(string id, EventState state)
    {
        var (answer, events) = Shop.Decide(new EventDecision(id, state, "as agreed"), Day, ByPat);
        Assert.Equal(EventDecisionStatus.Decided, answer);
        Do(events);
    }

    private void Do(IEnumerable<ZoneSellerEvent> events)
    {
        foreach (var happened in events) { Shop.Apply(happened); }
    }
}
