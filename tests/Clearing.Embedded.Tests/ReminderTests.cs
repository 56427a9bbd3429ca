namespace Clearing.Embedded.Tests;

public sealed class ReminderTests
{
    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1);

    private readonly World world = new();
    private readonly EmbeddedEngine engine;
    private readonly IRemindedGrain grain;

    public ReminderTests()
    {
        engine = Start();
        grain = engine.GetGrain<IRemindedGrain>("a");
    }

    private EmbeddedEngine Start()
    {
        var started = world.Engine(typeof(RemindedGrain), typeof(ForgetfulGrain));
        world.Run(() => started.StartAsync());
        return started;
    }

    private int TicksAfter(TimeSpan time)
    {
        world.Advance(time);
        return world.Trace.Count;
    }

    [Fact]
    public void A_reminder_comes_when_due_and_then_by_its_period()
    {
        world.Await(grain.Register("close", 5 * minute, 10 * minute));
        Assert.Equal(0, TicksAfter(4.9 * minute));
        Assert.Equal(1, TicksAfter(0.2 * minute));
        Assert.Equal(1, TicksAfter(9.8 * minute));
        Assert.Equal(2, TicksAfter(0.2 * minute));
    }

    [Fact]
    public void A_period_of_less_than_a_minute_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            world.Await(grain.Register("close", minute, TimeSpan.FromSeconds(59))));

    [Fact]
    public void A_grain_that_is_not_remindable_is_refused() =>
        Assert.Throws<InvalidOperationException>(() =>
            world.Await(engine.GetGrain<IForgetfulGrain>("a").Register()));

    [Fact]
    public void A_reminder_activates_a_grain_that_was_ended()
    {
        world.Await(grain.Register("close", TimeSpan.FromHours(5), minute));
        Assert.Equal(1, TicksAfter(TimeSpan.FromHours(5)));
    }

    [Fact]
    public void A_reminder_that_is_registered_again_changes()
    {
        world.Await(grain.Register("close", minute, minute));
        world.Await(grain.Register("close", 10 * minute, 10 * minute));
        Assert.Equal(0, TicksAfter(9.9 * minute));
        Assert.Equal(1, TicksAfter(0.2 * minute));
        Assert.Equal(["close"], world.Await(grain.Names()));
    }

    [Fact]
    public void An_unregistered_reminder_comes_no_more()
    {
        world.Await(grain.Register("close", minute, minute));
        Assert.Equal(2, TicksAfter(2.5 * minute));
        world.Await(grain.Unregister("close"));
        Assert.Equal(2, TicksAfter(10 * minute));
        Assert.Empty(world.Await(grain.Names()));
    }

    [Fact]
    public void A_reminder_that_fails_comes_again()
    {
        world.Await(grain.Register("fails", minute, minute));
        Assert.Equal(3, TicksAfter(3.5 * minute));
    }

    [Fact]
    public void A_reminder_survives_a_crash()
    {
        world.Await(grain.Register("close", 5 * minute, 10 * minute));
        engine.Crash();
        Assert.Equal(0, TicksAfter(minute));
        world.Run(() => engine.StartAsync());
        Assert.Equal(0, TicksAfter(3.9 * minute));
        Assert.Equal(1, TicksAfter(0.2 * minute));
    }

    [Fact]
    public void A_reminder_that_was_due_while_nothing_ran_comes_within_a_minute_of_the_start()
    {
        world.Await(grain.Register("close", 5 * minute, TimeSpan.FromDays(1)));
        engine.Crash();
        Assert.Equal(0, TicksAfter(60 * minute));
        Start();
        Assert.Equal(1, TicksAfter(minute));
        Assert.Equal(1, TicksAfter(TimeSpan.FromHours(22)));
        Assert.Equal(2, TicksAfter(TimeSpan.FromHours(2)));
    }

    [Fact]
    public void A_reminder_never_comes_twice_in_a_minute_whenever_the_engine_is_restarted()
    {
        world.Await(grain.Register("close", minute, minute));
        for (var i = 0; i < 20; i++)
        {
            world.Advance(TimeSpan.FromSeconds(17 * i));
            engine.Crash();
            world.Run(() => engine.StartAsync());
        }
        var times = world.Trace.ConvertAll(note => long.Parse(note.Split(' ')[0]));
        Assert.True(times.Count > 10);
        Assert.All(times.Zip(times.Skip(1)), pair =>
            Assert.InRange(pair.Second - pair.First, minute.Ticks, long.MaxValue));
    }

    [Fact]
    public void A_reminder_registered_on_another_engine_is_found_in_time()
    {
        var other = Start();
        world.Await(grain.Register("close", 30 * minute, 30 * minute));
        engine.Crash();
        Assert.Equal(1, TicksAfter(31 * minute));
        other.Dispose();
    }
}
