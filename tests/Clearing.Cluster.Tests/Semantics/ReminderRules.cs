namespace Clearing.Cluster.Tests.Semantics;

/// <summary>The rules that grains rely on when they set reminders.</summary>
public abstract class ReminderRules(GrainHost host)
{
    private const string Duty = "duty";

    private readonly string _key = GrainHost.NewKey();

    private IRemindedGrain Grain => host.Grains.GetGrain<IRemindedGrain>(_key);

    private TimeSpan Period => host.ReminderPeriod;

    [Fact]
    public Task A_reminder_comes_when_due_and_then_by_its_period() => host.Run(async () =>
    {
        await Grain.Register(Duty, 4 * Period, Period);
        await host.Wait(Period);
        Assert.Empty(Notes.Of(_key));
        await host.Until(() => Notes.Count(_key, Duty) >= 2);
    });

    [Fact]
    public Task A_reminder_wakes_a_grain_that_ended() => host.Run(async () =>
    {
        await Grain.Register(Duty, Period, Period);
        await Grain.End();
        await host.Until(() => Notes.Count(_key, Duty) >= 1);
    });

    [Fact]
    public Task A_reminder_survives_a_restart_and_needs_no_call() => host.Run(async () =>
    {
        await Grain.Register(Duty, Period, Period);
        await host.Until(() => Notes.Count(_key, Duty) >= 1);
        await host.Restart();
        var seen = Notes.Count(_key, Duty);
        await host.Until(() => Notes.Count(_key, Duty) > seen);
        Assert.True(await Grain.Has(Duty));
    });

    [Fact]
    public Task A_clock_that_is_set_back_delays_no_reminder_not_even_after_a_restart() =>
        host.Run(async () =>
        {
            Assert.False(await Grain.Has(Duty));
            host.MoveClock(TimeSpan.FromDays(1));
            await host.Restart();
            await Grain.Register(Duty, Period, Period);
            host.MoveClock(TimeSpan.FromDays(-1));
            await host.Until(() => Notes.Count(_key, Duty) >= 2);
            await host.Restart();
            var seen = Notes.Count(_key, Duty);
            await host.Until(() => Notes.Count(_key, Duty) >= seen + 2);
        });

    [Fact]
    public Task A_reminder_that_fails_comes_again() => host.Run(async () =>
    {
        await Grain.Register(RemindedGrain.Failing, Period, Period);
        await host.Until(() => Notes.Count(_key, RemindedGrain.Failing) >= 2);
    });

    [Fact]
    public Task An_unregistered_reminder_comes_no_more_not_even_after_a_restart() =>
        host.Run(async () =>
        {
            await Grain.Register(Duty, Period, Period);
            await host.Until(() => Notes.Count(_key, Duty) >= 1);
            await Grain.Unregister(Duty);
            Assert.False(await Grain.Has(Duty));
            var seen = Notes.Count(_key, Duty);
            await host.Restart();
            await host.Wait(3 * Period);
            Assert.Equal(seen, Notes.Count(_key, Duty));
        });

    [Fact]
    public Task A_reminder_that_was_registered_again_is_not_unregistered_by_its_old_tag() =>
        host.Run(async () =>
        {
            await Grain.Register(Duty, Period, Period);
            await Grain.Remember(Duty);
            await Grain.Register(Duty, Period, Period);
            Assert.False(await Grain.UnregisterRemembered());
            Assert.True(await Grain.Has(Duty));
            await Grain.Remember(Duty);
            Assert.True(await Grain.UnregisterRemembered());
            Assert.False(await Grain.Has(Duty));
            Assert.True(await Grain.UnregisterRemembered());
        });

    [Fact]
    public Task A_reminder_that_is_registered_again_changes() => host.Run(async () =>
    {
        await Grain.Register(Duty, 3 * Period, Period);
        await Grain.Register(Duty, 100 * Period, 100 * Period);
        await host.Wait(5 * Period);
        Assert.Empty(Notes.Of(_key));
    });
}

public sealed class RemindersOnOrleans(OrleansHost host)
    : ReminderRules(host), IClassFixture<OrleansHost>;

public sealed class RemindersInTheSimulation() : ReminderRules(new SimulatedHost());
