using Clearing.Allocation.Calendars;
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
    public void The_base_of_a_period_is_the_newest_that_names_it_and_the_last_three_announcements_are_kept()
    {
        string[] periods = ["2026-08", "2026-09", "2026-10", "2026-11"];
        foreach (var period in periods)
        {
            var run = _world.Run(period, period, 1_000).Begin.Id;
            _world.Confirm(run);
            Assert.Equal(run, BaseOf(period)!.Run.Run);
        }

        Assert.Null(BaseOf("2026-08"));
        Assert.Equal(periods[1..], periods[1..].Select(period => BaseOf(period)!.Run.Run));
        Assert.All(periods[1..], period => Assert.False(BaseOf(period)!.Base.IsEstimate));
        Assert.Equal("2026-11", BaseOf("2027-01")!.Run.Run);
        Assert.True(BaseOf("2027-01")!.Base.IsEstimate);
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
