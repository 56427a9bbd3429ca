namespace Clearing.Embedded.Tests;

public sealed class LifetimeTests
{
    private readonly World _world = new();

    private IEnumerable<string> Notes =>
        _world.Trace.Select(note => note[(note.IndexOf(' ') + 1)..]);

    [Fact]
    public void A_grain_without_calls_is_ended_after_the_collection_age()
    {
        var grain = _world.Engine(typeof(LifeGrain)).GetGrain<ILifeGrain>("a");
        _world.Await(grain.Up());
        _world.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(["a activated"], Notes);
        _world.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(["a activated", "a ended: ActivationIdle"], Notes);
        Assert.Equal(1, _world.Await(grain.Up()));
    }

    [Fact]
    public void A_grain_that_is_called_is_kept()
    {
        var grain = _world.Engine(typeof(LifeGrain)).GetGrain<ILifeGrain>("a");
        for (var i = 1; i <= 20; i++)
        {
            Assert.Equal(i, _world.Await(grain.Up()));
            _world.Advance(TimeSpan.FromMinutes(10));
        }
        _world.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(["a activated", "a ended: ActivationIdle"], Notes);
    }

    [Fact]
    public void A_grain_that_works_for_longer_than_the_age_is_ended_after_it()
    {
        var grain = _world.Engine(typeof(LifeGrain)).GetGrain<ILifeGrain>("a");
        _ = grain.Wait(TimeSpan.FromHours(1));
        _world.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(["a activated"], Notes);
        _world.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(["a activated", "a waited", "a ended: ActivationIdle"], Notes);
    }

    [Fact]
    public void Without_a_collection_age_grains_are_kept()
    {
        var engine = _world.Engine(
            new EmbeddedEngineOptions { CollectionAge = Timeout.InfiniteTimeSpan },
            typeof(LifeGrain));
        _world.Await(engine.GetGrain<ILifeGrain>("a").Up());
        _world.Advance(TimeSpan.FromDays(30));
        Assert.Equal(2, _world.Await(engine.GetGrain<ILifeGrain>("a").Up()));
    }

    [Fact]
    public void A_running_call_ends_before_its_activation_and_waiting_calls_go_to_the_next()
    {
        var grain = _world.Engine(typeof(LifeGrain)).GetGrain<ILifeGrain>("a");
        var slow = grain.Wait(TimeSpan.FromSeconds(5));
        var ends = grain.End();
        var after = grain.Up();
        _world.Await(Task.WhenAll(slow, ends, after));
        Assert.Equal(
            ["a activated", "a waited", "a ended: ApplicationRequested", "a activated"], Notes);
        Assert.Equal(1, _world.Await(after));
    }

    [Fact]
    public void Stopping_answers_what_was_called_and_ends_every_activation()
    {
        var engine = _world.Engine(typeof(LifeGrain));
        var slow = engine.GetGrain<ILifeGrain>("b").Wait(TimeSpan.FromSeconds(5));
        var waits = engine.GetGrain<ILifeGrain>("b").Up();
        _world.Await(engine.GetGrain<ILifeGrain>("a").Up());
        _world.Run(() => engine.StopAsync());
        Assert.True(slow.IsCompletedSuccessfully && waits.IsCompletedSuccessfully);
        Assert.Equal(2, Notes.Count(note => note == "b ended: ShuttingDown"));
        Assert.Equal(1, Notes.Count(note => note == "a ended: ShuttingDown"));
        var refused = engine.GetGrain<ILifeGrain>("a").Up();
        Assert.Throws<OrleansException>(() => _world.Await(refused));
    }

    [Fact]
    public void A_crash_loses_memory_and_what_was_running_never_goes_on()
    {
        var engine = _world.Engine(typeof(LifeGrain));
        var grain = engine.GetGrain<ILifeGrain>("a");
        _world.Await(grain.Up());
        var running = grain.Wait(TimeSpan.FromSeconds(1));
        _world.Settle();
        var queued = grain.Up();
        engine.Crash();
        Assert.Equal(1, _world.Await(grain.Up()));
        _world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["a activated", "a activated"], Notes);
        Assert.IsType<TimeoutException>(running.Exception?.InnerException);
        Assert.IsType<TimeoutException>(queued.Exception?.InnerException);
    }

    [Fact]
    public void A_crash_ends_timers()
    {
        var engine = _world.Engine(typeof(LifeGrain));
        var second = TimeSpan.FromSeconds(1);
        _world.Await(engine.GetGrain<ILifeGrain>("a").StartTimer(new(second, second, default)));
        engine.Crash();
        _world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["a activated"], Notes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_same_seed_gives_the_same_run(int seed)
    {
        Assert.Equal(TraceOf(seed), TraceOf(seed));
        Assert.NotEqual(TraceOf(seed), TraceOf(seed + 1));
    }

    private static List<string> TraceOf(int seed)
    {
        var world = new World(seed);
        var engine = world.Engine(typeof(LifeGrain));
        var calls = Enumerable.Range(0, 100).Select(async i =>
        {
            var grain = engine.GetGrain<ILifeGrain>($"grain {i % 10}");
            await grain.Circle($"other {i % 7}", 1);
            await grain.Wait(TimeSpan.FromMilliseconds(i % 4));
        });
        world.Run(() => Task.WhenAll(calls));
        world.Advance(TimeSpan.FromHours(1));
        return world.Trace;
    }
}
