using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;

namespace Clearing.Allocation.Tests.Zones;

/// <summary>A draft is confirmed once, and a seller keeps what was announced to it.</summary>
public class ConfirmingRuns
{
    private readonly ZoneWorld _world = new();

    public ConfirmingRuns() =>
        _world.Report("s", new("d", new(2026, 10, 1), 0, new() { UsedVolume = 40 }));

    [Theory]
    [InlineData("a/b", "nov", ConfirmStatus.IdMalformed)]
    [InlineData("confirm-nov", "other", ConfirmStatus.IdReused)]
    [InlineData("confirm-nov", "nov", ConfirmStatus.Confirmed)]
    [InlineData("new", "who", ConfirmStatus.RunUnknown)]
    [InlineData("new", null, ConfirmStatus.RunUnknown)]
    [InlineData("new", "nov", ConfirmStatus.AlreadyConfirmed)]
    public void The_first_refusal_is_given_and_a_repetition_gets_its_first_answer(
        string id, string? run, ConfirmStatus answer)
    {
        _world.Run("nov", "2026-11", 1_000);
        _world.Confirm("nov");

        ZoneWorld.Refuses(answer, _world.Zone.Confirm(new(id, run!), ZoneWorld.AfterCutOff));
    }

    [Fact]
    public void A_zone_that_is_not_configured_confirms_nothing() => ZoneWorld.Refuses(
        ConfirmStatus.ZoneUnknown, new Zone().Confirm(new("new", "nov"), ZoneWorld.AfterCutOff));

    [Fact]
    public void Only_the_latest_draft_of_a_period_is_up_to_date_and_a_confirmed_run_never_outdated()
    {
        _world.Run("first", "2026-11", 1_000);
        _world.Run("second", "2026-11", 1_000);
        Assert.True(_world.Zone.Run("first")!.IsOutdated);
        Assert.False(_world.Zone.Run("second")!.IsOutdated);
        _world.Confirm("second");
        _world.Run("dec", "2026-12", 1_000);

        Assert.False(_world.Zone.Run("second")!.IsOutdated);
        Assert.False(_world.Zone.Run("dec")!.IsOutdated);
    }

    [Fact]
    public void Every_base_that_was_announced_is_kept_and_the_weeks_of_the_last_three_runs_with_it()
    {
        string[] periods = ["2026-08", "2026-09", "2026-10", "2026-11"];
        foreach (var period in periods)
        {
            var run = _world.Run(period, period, 1_000).Begin.Id;
            _world.Confirm(run);
            Assert.Equal(run, BaseOf(period)!.Run.Run);
        }

        Assert.Equal(periods, periods.Select(period => BaseOf(period)!.Run.Run));
        Assert.All(periods, period => Assert.False(BaseOf(period)!.Base.IsEstimate));
        Assert.Equal(periods, periods.Select(run => _world["s"].Draft(run)!.Run.Run));
        Assert.Equal(
            [true, false, false, false],
            periods.Select(period => BaseOf(period)!.Run.Projection!.Weeks.IsEmpty));
        Assert.NotEmpty(BaseOf("2026-08")!.Run.Snapshot.FactsHash);
        Assert.Equal("2026-11", BaseOf("2027-01")!.Run.Run);
        Assert.True(BaseOf("2027-01")!.Base.IsEstimate);
        // It cannot go on as a run: what it took is gone.
        Assert.False(_world["s"].HasEntered("2026-08"));
    }

    [Fact]
    public void A_confirmed_base_is_shown_though_a_later_run_of_an_earlier_period_estimates_it()
    {
        _world.Run("nov", "2026-11", 1_000);
        _world.Confirm("nov");
        _world.Run("oct", "2026-10", 1_000);
        _world.Confirm("oct");

        Assert.Equal(("nov", false), (BaseOf("2026-11")!.Run.Run, BaseOf("2026-11")!.Base.IsEstimate));
        Assert.Equal("oct", BaseOf("2026-12")!.Run.Run);
    }

    [Fact]
    public void A_period_has_the_rules_of_its_confirmed_run_before_that_of_its_latest_estimate()
    {
        var first = _world.Zone.Terms!.Rules;
        var (second, third) = (first with { BaseCutNoticeDays = 7 }, first with { BaseCutNoticeDays = 9 });
        _world.Run("oct", "2026-10", 1_000);
        _world.Confirm("oct");
        Change(second);
        Assert.Equal([first, first, second], RulesOf("2026-10", "2026-12", "2027-01"));
        _world.Run("nov", "2026-11", 1_000);
        Assert.Equal([first, first, second], RulesOf("2026-10", "2026-11", "2027-01"));
        _world.Confirm("nov");
        Change(third);

        Assert.Equal(
            [third, first, second, second, third],
            RulesOf("2026-09", "2026-10", "2026-11", "2027-01", "2027-02"));
        Assert.Equal(7, _world.Zone.CutLimits(Period.Parse("2026-11")!.Value, ZoneWorld.AfterCutOff)!.NoticeDays);

        void Change(AllocationConfig rules) =>
            _world.Do(_world.Zone.Configure(_world.Zone.Terms! with { Rules = rules }).Events);

        AllocationConfig[] RulesOf(params string[] periods) =>
            [.. periods.Select(period => _world.Zone.RulesOf(Period.Parse(period)!.Value)!)];
    }

    [Fact]
    public void A_draft_is_shown_by_its_run_until_another_run_takes_its_place()
    {
        var first = _world.Run("first", "2026-11", 1_000).Step();
        Assert.True(_world["s"].HasEntered("first"));
        Assert.False(_world["s"].HasLeft(first));
        var second = _world.Run("second", "2026-11", 1_000).Step();

        Assert.True(_world["s"].HasLeft(first));
        Assert.False(_world["s"].HasLeft(second));
        Assert.False(_world["s"].HasLeft(second with { Run = "third", Number = second.Number + 1 }));
        Assert.False(_world["s"].HasEntered("first"));
        Assert.Null(_world["s"].Draft("first"));
        Assert.Equal("second", _world["s"].Draft("second")!.Run.Run);
    }

    private Clearing.Allocation.Sellers.BaseView? BaseOf(string period) =>
        _world["s"].Base(Period.Parse(period)!.Value);
}
