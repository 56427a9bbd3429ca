namespace Clearing.Cluster.Tests.Semantics;

/// <summary>The rules that grains rely on when they set timers.</summary>
public abstract class TimerRules(GrainHost host)
{
    private readonly string _key = GrainHost.NewKey();

    private ILifeGrain Grain => host.Grains.GetGrain<ILifeGrain>(_key);

    private TimeSpan Moment => host.Moment;

    private int Ticks => Notes.Count(_key, "ticks");

    [Fact]
    public Task A_timer_ticks_when_due_and_then_by_its_period() => host.Run(async () =>
    {
        await Grain.StartTimer(new(20 * Moment, Moment));
        await host.Wait(2 * Moment);
        Assert.Equal(0, Ticks);
        await host.Until(() => Ticks >= 3);
    });

    [Fact]
    public Task A_timer_without_a_period_ticks_once() => host.Run(async () =>
    {
        await Grain.StartTimer(new(Moment, Timeout.InfiniteTimeSpan));
        await host.Until(() => Ticks == 1);
        await host.Wait(5 * Moment);
        Assert.Equal(1, Ticks);
    });

    [Fact]
    public Task A_tick_never_overlaps_the_last() => host.Run(async () =>
    {
        await Grain.StartTimer(new(Moment, Moment / 10, Takes: Moment, Interleave: true));
        await host.Until(() => Ticks == 4);
        Assert.Equal(0, Notes.Count(_key, "ticks twice at once"));
    });

    [Fact]
    public Task A_tick_waits_for_the_running_call() => host.Run(async () =>
    {
        await Grain.StartTimer(new(Moment, Moment / 2));
        await Grain.Wait(5 * Moment);
        await host.Until(() => Ticks >= 3);
        Assert.DoesNotContain("ticks", WhileItWaited());
    });

    [Fact]
    public Task An_interleaving_tick_waits_for_no_call() => host.Run(async () =>
    {
        await Grain.StartTimer(new(Moment, Moment / 2, Interleave: true));
        await Grain.Wait(10 * Moment);
        Assert.Contains("ticks", WhileItWaited());
    });

    [Fact]
    public Task A_tick_that_fails_does_not_end_the_timer() => host.Run(async () =>
    {
        await Grain.StartTimer(new(Moment, Moment, Fails: true));
        await host.Until(() => Ticks == 3);
    });

    [Fact]
    public Task A_disposed_timer_ticks_no_more() => host.Run(async () =>
    {
        await Grain.StartTimer(new(Moment, Moment));
        await host.Until(() => Ticks >= 2);
        await Grain.StopTimer();
        var seen = Ticks;
        await host.Wait(5 * Moment);
        Assert.Equal(seen, Ticks);
    });

    [Fact]
    public Task A_timer_ends_with_its_activation() => host.Run(async () =>
    {
        await Grain.StartTimer(new(Moment, Moment));
        await Grain.End();
        await host.Wait(5 * Moment);
        Assert.Equal("ended", Notes.Of(_key)[^1]);
    });

    private IEnumerable<string> WhileItWaited() => Notes.Of(_key)
        .SkipWhile(note => note != "waits").TakeWhile(note => note != "waited");
}

public sealed class TimersOnOrleans(OrleansHost host)
    : TimerRules(host), IClassFixture<OrleansHost>;

public sealed class TimersInTheSimulation() : TimerRules(new SimulatedHost());
