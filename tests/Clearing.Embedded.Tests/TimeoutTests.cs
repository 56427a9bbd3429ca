namespace Clearing.Embedded.Tests;

public sealed class TimeoutTests
{
    private static readonly TimeSpan _almost = TimeSpan.FromSeconds(29.9);
    private static readonly TimeSpan _looks = TimeSpan.FromSeconds(1.6);

    private readonly World _world = new();

    private ILifeGrain Grain(string key) =>
        _world.Engine(typeof(LifeGrain)).GetGrain<ILifeGrain>(key);

    private void TimesOut(Task call)
    {
        _world.Advance(_almost);
        Assert.False(call.IsCompleted);
        _world.Advance(_looks);
        Assert.IsType<TimeoutException>(call.Exception?.InnerException);
    }

    [Fact]
    public void A_call_that_is_lost_times_out_after_thirty_seconds()
    {
        _world.OnCall = (_, _) => { };
        TimesOut(Grain("a").Up());
    }

    [Fact]
    public void A_call_whose_answer_is_lost_times_out_though_it_took_effect()
    {
        var grain = Grain("a");
        _world.OnAnswer = (_, _) => { };
        TimesOut(grain.Up());
        _world.OnAnswer = (_, deliver) => deliver();
        Assert.Equal(2, _world.Await(grain.Up()));
    }

    [Fact]
    public void A_call_that_takes_too_long_times_out_and_the_grain_goes_on()
    {
        var grain = Grain("a");
        TimesOut(grain.Wait(TimeSpan.FromMinutes(1)));
        Assert.Equal(2, _world.Await(grain.Up()));
    }

    [Fact]
    public void Calls_time_out_in_the_sequence_they_were_made_in()
    {
        var grain = Grain("a");
        _world.OnCall = (_, _) => { };
        var first = grain.Up();
        _world.Advance(TimeSpan.FromSeconds(10));
        var second = grain.Up();
        _world.Advance(TimeSpan.FromSeconds(22));
        Assert.True(first.IsFaulted);
        Assert.False(second.IsCompleted);
        _world.Advance(TimeSpan.FromSeconds(10));
        Assert.True(second.IsFaulted);
    }

    [Fact]
    public void Grains_that_wait_for_each_other_time_out()
    {
        var call = Grain("a").Circle("b", 2);
        TimesOut(call);
    }

    [Fact]
    public void A_call_that_nobody_waits_for_any_more_is_not_begun()
    {
        var grain = Grain("a");
        var slow = grain.Wait(TimeSpan.FromMinutes(2));
        var behind = grain.Up();
        _world.Advance(TimeSpan.FromMinutes(3));
        Assert.True(slow.IsFaulted && behind.IsFaulted);
        Assert.Equal(2, _world.Await(grain.Up()));
    }

    [Fact]
    public void A_call_that_is_delivered_twice_runs_twice_and_is_answered_once()
    {
        var grain = Grain("a");
        _world.OnCall = (call, engine) =>
        {
            call.DeliverTo(engine);
            call.DeliverTo(engine);
        };
        Assert.Equal(1, _world.Await(grain.Up()));
        Assert.Equal(3, _world.Await(grain.Up()));
    }

    [Fact]
    public void A_call_that_arrives_after_its_timeout_may_still_take_effect()
    {
        var grain = Grain("a");
        Action? arrive = null;
        _world.OnCall = (call, engine) => arrive = () => call.DeliverTo(engine);
        TimesOut(grain.Up());
        arrive!();
        _world.OnCall = (call, engine) => call.DeliverTo(engine);
        _world.Settle();
        Assert.Equal(2, _world.Await(grain.Up()));
    }

    [Fact]
    public void An_answer_after_the_timeout_changes_nothing()
    {
        var grain = Grain("a");
        Action? late = null;
        _world.OnAnswer = (_, deliver) => late = deliver;
        var call = grain.Up();
        TimesOut(call);
        late!();
        Assert.True(call.IsFaulted);
    }

    [Fact]
    public void A_call_may_be_carried_to_another_engine()
    {
        var here = _world.Engine(typeof(LifeGrain));
        var there = _world.Engine(typeof(LifeGrain));
        _world.OnCall = (call, _) => call.DeliverTo(there);
        Assert.Equal(1, _world.Await(here.GetGrain<ILifeGrain>("a").Up()));
        Assert.Equal(2, _world.Await(there.GetGrain<ILifeGrain>("a").Up()));
    }
}
