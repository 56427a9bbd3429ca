namespace Clearing.Embedded.Tests;

public sealed class TimerTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    private readonly World _world = new();
    private readonly ILifeGrain _grain;

    public TimerTests() => _grain = _world.Engine(typeof(LifeGrain)).GetGrain<ILifeGrain>("a");

    private int TicksAfter(TimeSpan time)
    {
        _world.Advance(time);
        return _world.Trace.Count(note => note.EndsWith("ticks", StringComparison.Ordinal));
    }

    [Fact]
    public void A_timer_ticks_when_due_and_then_by_its_period()
    {
        _world.Await(_grain.StartTimer(new(5 * _second, 10 * _second, default)));
        Assert.Equal(0, TicksAfter(4.9 * _second));
        Assert.Equal(1, TicksAfter(_second));
        Assert.Equal(1, TicksAfter(9 * _second));
        Assert.Equal(2, TicksAfter(_second));
    }

    [Fact]
    public void A_timer_without_a_period_ticks_once()
    {
        _world.Await(_grain.StartTimer(new(_second, Timeout.InfiniteTimeSpan, default)));
        Assert.Equal(1, TicksAfter(60 * _second));
    }

    [Fact]
    public void A_tick_never_overlaps_the_last_and_the_period_counts_from_its_end()
    {
        _world.Await(
            _grain.StartTimer(new(_second, _second, Takes: 4 * _second, Interleave: true)));
        Assert.Equal(10, TicksAfter(50.5 * _second));
    }

    [Fact]
    public void A_tick_waits_for_the_running_call_and_calls_wait_for_it()
    {
        _world.Await(_grain.StartTimer(new(_second, Timeout.InfiniteTimeSpan, 10 * _second)));
        var slow = _grain.Wait(5 * _second);
        Assert.Equal(0, TicksAfter(4.9 * _second));
        Assert.Equal(1, TicksAfter(_second));
        Assert.True(slow.IsCompletedSuccessfully);
        var behind = _grain.Up();
        _world.Advance(8 * _second);
        Assert.False(behind.IsCompleted);
        _world.Advance(2 * _second);
        Assert.True(behind.IsCompletedSuccessfully);
    }

    [Fact]
    public void An_interleaving_tick_waits_for_no_call()
    {
        _world.Await(_grain.StartTimer(
            new(_second, Timeout.InfiniteTimeSpan, default, Interleave: true)));
        var slow = _grain.Wait(5 * _second);
        Assert.Equal(1, TicksAfter(1.1 * _second));
        Assert.False(slow.IsCompleted);
    }

    [Fact]
    public void A_tick_that_fails_does_not_end_the_timer()
    {
        _world.Await(_grain.StartTimer(new(_second, _second, default, Fails: true)));
        Assert.Equal(3, TicksAfter(3.5 * _second));
    }

    [Fact]
    public void A_disposed_timer_ticks_no_more()
    {
        _world.Await(_grain.StartTimer(new(_second, _second, default)));
        Assert.Equal(2, TicksAfter(2.5 * _second));
        _world.Await(_grain.StopTimer());
        Assert.Equal(2, TicksAfter(10 * _second));
    }

    [Fact]
    public void A_timer_ends_with_its_activation()
    {
        _world.Await(_grain.StartTimer(new(_second, _second, default)));
        _world.Await(_grain.End());
        Assert.Equal(0, TicksAfter(10 * _second));
    }

    [Fact]
    public void A_timer_keeps_its_activation_only_if_asked_to()
    {
        _world.Await(_grain.StartTimer(new(_second, _second, default)));
        _world.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(0, _world.Await(_grain.Ticks()));
        _world.Await(_grain.StartTimer(new(_second, _second, default, KeepAlive: true)));
        _world.Advance(TimeSpan.FromMinutes(20));
        Assert.NotEqual(0, _world.Await(_grain.Ticks()));
    }
}
