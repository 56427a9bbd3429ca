namespace Clearing.Embedded.Tests;

public sealed class TimerTests
{
    private static readonly TimeSpan second = TimeSpan.FromSeconds(1);

    private readonly World world = new();
    private readonly ILifeGrain grain;

    public TimerTests() => grain = world.Engine(typeof(LifeGrain)).GetGrain<ILifeGrain>("a");

    private int TicksAfter(TimeSpan time)
    {
        world.Advance(time);
        return world.Trace.Count(note => note.EndsWith("ticks", StringComparison.Ordinal));
    }

    [Fact]
    public void A_timer_ticks_when_due_and_then_by_its_period()
    {
        world.Await(grain.StartTimer(new(5 * second, 10 * second, default)));
        Assert.Equal(0, TicksAfter(4.9 * second));
        Assert.Equal(1, TicksAfter(second));
        Assert.Equal(1, TicksAfter(9 * second));
        Assert.Equal(2, TicksAfter(second));
    }

    [Fact]
    public void A_timer_without_a_period_ticks_once()
    {
        world.Await(grain.StartTimer(new(second, Timeout.InfiniteTimeSpan, default)));
        Assert.Equal(1, TicksAfter(60 * second));
    }

    [Fact]
    public void A_tick_never_overlaps_the_last_and_the_period_counts_from_its_end()
    {
        world.Await(grain.StartTimer(new(second, second, Takes: 4 * second, Interleave: true)));
        Assert.Equal(10, TicksAfter(50.5 * second));
    }

    [Fact]
    public void A_tick_waits_for_the_running_call_and_calls_wait_for_it()
    {
        world.Await(grain.StartTimer(new(second, Timeout.InfiniteTimeSpan, 10 * second)));
        var slow = grain.Wait(5 * second);
        Assert.Equal(0, TicksAfter(4.9 * second));
        Assert.Equal(1, TicksAfter(second));
        Assert.True(slow.IsCompletedSuccessfully);
        var behind = grain.Up();
        world.Advance(8 * second);
        Assert.False(behind.IsCompleted);
        world.Advance(2 * second);
        Assert.True(behind.IsCompletedSuccessfully);
    }

    [Fact]
    public void An_interleaving_tick_waits_for_no_call()
    {
        world.Await(grain.StartTimer(
            new(second, Timeout.InfiniteTimeSpan, default, Interleave: true)));
        var slow = grain.Wait(5 * second);
        Assert.Equal(1, TicksAfter(1.1 * second));
        Assert.False(slow.IsCompleted);
    }

    [Fact]
    public void A_tick_that_fails_does_not_end_the_timer()
    {
        world.Await(grain.StartTimer(new(second, second, default, Fails: true)));
        Assert.Equal(3, TicksAfter(3.5 * second));
    }

    [Fact]
    public void A_disposed_timer_ticks_no_more()
    {
        world.Await(grain.StartTimer(new(second, second, default)));
        Assert.Equal(2, TicksAfter(2.5 * second));
        world.Await(grain.StopTimer());
        Assert.Equal(2, TicksAfter(10 * second));
    }

    [Fact]
    public void A_timer_ends_with_its_activation()
    {
        world.Await(grain.StartTimer(new(second, second, default)));
        world.Await(grain.End());
        Assert.Equal(0, TicksAfter(10 * second));
    }

    [Fact]
    public void A_timer_keeps_its_activation_only_if_asked_to()
    {
        world.Await(grain.StartTimer(new(second, second, default)));
        world.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(0, world.Await(grain.Ticks()));
        world.Await(grain.StartTimer(new(second, second, default, KeepAlive: true)));
        world.Advance(TimeSpan.FromMinutes(20));
        Assert.NotEqual(0, world.Await(grain.Ticks()));
    }
}
