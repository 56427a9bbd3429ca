using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;

namespace Clearing.Allocation.Tests.Zones;

public class KeepingASchedule
{
    // November's cut-off is Sunday, 18 October; its announcement is on Wednesday, 21 October.
    private static readonly DateOnly CutOff = new(2026, 10, 18);
    private static readonly DateOnly Announced = new(2026, 10, 21);

    private readonly ZoneWorld _world = new();

    public KeepingASchedule() =>
        _world.Report("s", new("d", new(2026, 10, 1), 0, new() { UsedVolume = 40 }));

    [Fact]
    public void A_run_begins_on_the_day_after_the_cut_off_and_is_confirmed_on_that_of_the_announcement()
    {
        Schedule("nov", "2026-11", 9_000, 8_000);

        Assert.Empty(_world.Zone.Due(CutOff));
        var begun = Assert.IsType<RunBegun>(Assert.Single(_world.Zone.Due(CutOff.AddDays(1))));
        Assert.Equal((new RunBegin("nov@1", "2026-11", [9_000, 8_000]), CutOff), (begun.Run, begun.CutOff));
        Pass(CutOff.AddDays(1));
        Assert.Empty(_world.Zone.Due(Announced.AddDays(-1)));
        Assert.Equal(
            new RunConfirmed(new("nov@confirmed", "nov@1"), Announced),
            Assert.Single(_world.Zone.Due(Announced)));
        Pass(Announced);
        Assert.Equal("allocation/nov@1", Assert.Single(_world.Zone.Offering).Offered().Id);
        Assert.Equal(ScheduledStage.Confirmed, _world.Zone.Schedules(Announced)[0].Stage);
        Assert.True(_world.Zone.KeepsCalendar(Announced));
    }

    [Fact]
    public void Nothing_is_due_while_a_run_is_under_way()
    {
        Schedule("nov", "2026-11", 9_000);
        _world.Do(_world.Zone.Due(Announced));

        Assert.NotNull(_world.Zone.UnderWay);

        Assert.Empty(_world.Zone.Due(Announced));
    }

    [Fact]
    public void An_operators_own_draft_is_confirmed_and_no_other_begins()
    {
        Schedule("nov", "2026-11", 9_000);
        _world.Run("own", "2026-11", 7_000);

        Assert.Empty(_world.Zone.Due(CutOff.AddDays(1)));
        Pass(Announced);
        Assert.Equal("own", _world.Zone.Schedules(Announced)[0].Run);
        Assert.Equal(RunStage.Offering, _world.Zone.Run("own")!.Stage);
    }

    [Fact]
    public void A_draft_that_an_override_outdates_is_replaced_before_it_is_confirmed()
    {
        Schedule("nov", "2026-11", 9_000);
        Pass(CutOff.AddDays(1));
        _world.Do(_world.Zone.Set(new("2026-11", "s", 77, "a fair"), CutOff).Events);

        Assert.Empty(_world.Zone.Due(Announced.AddDays(-1)));
        Pass(Announced);
        Pass(Announced);
        Assert.Equal(RunStage.Draft, _world.Zone.Run("nov@1")!.Stage);
        Assert.Equal(RunStage.Offering, _world.Zone.Run("nov@2")!.Stage);
        Assert.Equal(77, _world["s"].Draft("nov@2")!.Base.BaseVolume);
    }

    [Fact]
    public void After_a_long_silence_earlier_periods_come_first_and_those_that_are_over_are_missed()
    {
        Schedule("oct", "2026-10", 9_000);
        Schedule("nov", "2026-11", 9_000);
        Schedule("dec", "2026-12", 9_000);
        var late = new DateOnly(2026, 11, 20);

        List<string> begun = [];
        for (var step = 0; step < 4; step++)
        {
            begun.AddRange(_world.Zone.Due(late).OfType<RunBegun>().Select(of => of.Run.Id));
            Pass(late);
        }

        Assert.Equal(["nov@1", "dec@1"], begun);

        Assert.Empty(_world.Zone.Due(late));
        Assert.Equal(
            [ScheduledStage.Missed, ScheduledStage.Confirmed, ScheduledStage.Confirmed],
            _world.Zone.Schedules(late).Select(of => of.Stage));
    }

    [Fact]
    public void A_schedule_that_was_withdrawn_does_nothing_and_its_id_is_used_up()
    {
        Schedule("nov", "2026-11", 9_000);
        _world.Do(_world.Zone.Unschedule("nov").Events);

        Assert.Empty(_world.Zone.Due(Announced));
        Assert.Equal((RunUnscheduleStatus.Unscheduled, true), Unscheduled("nov"));
        Assert.Equal((RunUnscheduleStatus.ScheduleUnknown, true), Unscheduled("who"));
        Assert.Equal(RunScheduleStatus.IdReused, Status("nov", "2026-11", 9_000));
        Schedule("again", "2026-11", 9_000);
        Pass(Announced);
        Pass(Announced);
        Assert.Equal((RunUnscheduleStatus.AlreadyConfirmed, true), Unscheduled("again"));
    }

    [Fact]
    public void A_schedule_waits_then_has_begun_and_is_missed_on_the_day_after_its_period()
    {
        var last = new DateOnly(2026, 11, 30);
        Schedule("nov", "2026-11", 9_000);
        Assert.Equal((ScheduledStage.Waiting, null), StageOf(CutOff));
        Assert.Equal((ScheduledStage.Waiting, null), StageOf(last));
        Pass(CutOff.AddDays(1));

        Assert.Equal((ScheduledStage.Begun, "nov@1"), StageOf(last));
        Assert.Equal((ScheduledStage.Missed, "nov@1"), StageOf(last.AddDays(1)));
        Assert.True(_world.Zone.KeepsCalendar(last));
        Assert.False(_world.Zone.KeepsCalendar(last.AddDays(1)));
    }

    [Fact]
    public void A_period_is_scheduled_on_its_last_day_and_not_after_it()
    {
        RunScheduleStatus On(DateOnly today) =>
            _world.Zone.Schedule(new("nov", "2026-11", [1]), today).Answer;

        Assert.Equal(RunScheduleStatus.Scheduled, On(new(2026, 11, 30)));
        Assert.Equal(RunScheduleStatus.PeriodOver, On(new(2026, 12, 1)));
    }

    [Theory]
    [InlineData("a@1", "2026-11", 1, RunScheduleStatus.IdMalformed)]
    [InlineData("oct", "2026-10", 2, RunScheduleStatus.IdReused)]
    [InlineData("new", "2026-Q4", 1, RunScheduleStatus.PeriodMalformed)]
    [InlineData("new", "2026-08", -1, RunScheduleStatus.CapacityNegative)]
    [InlineData("new", "2026-08", 10_000_000_000_001, RunScheduleStatus.CapacityOutOfRange)]
    [InlineData("new", "2026-08", 1, RunScheduleStatus.PeriodOver)]
    [InlineData("new", "2036-10", 1, RunScheduleStatus.PeriodTooFar)]
    [InlineData("new", "2026-09", 1, RunScheduleStatus.AlreadyConfirmed)]
    [InlineData("new", "2026-10", 1, RunScheduleStatus.CalendarOverlaps)]
    [InlineData("oct", "2026-10", 1, RunScheduleStatus.Scheduled)]
    public void The_first_refusal_is_given_and_nothing_changes(
        string id, string period, long capacity, RunScheduleStatus answer)
    {
        _world.Run("sep", "2026-09", 1);
        _world.Confirm("sep");
        Schedule("oct", "2026-10", 1);

        ZoneWorld.Refuses(
            answer, _world.Zone.Schedule(new(id, period, [capacity]), new(2026, 9, 1)));
        Assert.Equal(
            RunScheduleStatus.ZoneUnknown,
            new Zone().Schedule(new("new", "2026-11", [1]), default).Answer);
    }

    [Fact]
    public void A_period_is_scheduled_up_to_ten_years_ahead() =>
        Assert.Equal(RunScheduleStatus.Scheduled, Status("far", "2036-09", 1));

    private void Schedule(string id, string period, params long[] capacities)
    {
        var decision = _world.Zone.Schedule(new(id, period, [.. capacities]), new(2026, 9, 1));
        Assert.Equal(RunScheduleStatus.Scheduled, decision.Answer);
        _world.Do(decision.Events);
    }

    private RunScheduleStatus Status(string id, string period, long capacity) =>
        _world.Zone.Schedule(new(id, period, [capacity]), new(2026, 9, 1)).Answer;

    private (RunUnscheduleStatus, bool) Unscheduled(string id)
    {
        var decision = _world.Zone.Unschedule(id);
        return (decision.Answer, decision.Events.IsEmpty);
    }

    private (ScheduledStage, string?) StageOf(DateOnly today)
    {
        var schedule = Assert.Single(_world.Zone.Schedules(today));
        return (schedule.Stage, schedule.Run);
    }

    // What is due on a day, and all that follows from it.
    private void Pass(DateOnly today) => _world.Finish(_world.Zone.Due(today));
}
