namespace Clearing.Embedded.Tests;

public sealed class ReminderTests
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private readonly World _world = new();
    private readonly EmbeddedEngine _engine;
    private readonly IRemindedGrain _grain;

    public ReminderTests()
    {
        _engine = Start();
        _grain = _engine.GetGrain<IRemindedGrain>("a");
    }

    private EmbeddedEngine Start()
    {
        var started = _world.Engine(typeof(RemindedGrain), typeof(ForgetfulGrain));
        _world.Run(() => started.StartAsync());
        return started;
    }

    private int TicksAfter(TimeSpan time)
    {
        _world.Advance(time);
        return _world.Trace.Count;
    }

    [Fact]
    public void A_reminder_comes_when_due_and_then_by_its_period()
    {
        _world.Await(_grain.Register("close", 5 * _minute, 10 * _minute));
        Assert.Equal(0, TicksAfter(4.9 * _minute));
        Assert.Equal(1, TicksAfter(0.2 * _minute));
        Assert.Equal(1, TicksAfter(9.8 * _minute));
        Assert.Equal(2, TicksAfter(0.2 * _minute));
    }

    [Fact]
    public void A_period_of_less_than_a_minute_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            _world.Await(_grain.Register("close", _minute, TimeSpan.FromSeconds(59))));

    [Fact]
    public void A_grain_that_is_not_remindable_is_refused() =>
        Assert.Throws<InvalidOperationException>(() =>
            _world.Await(_engine.GetGrain<IForgetfulGrain>("a").Register()));

    [Fact]
    public void A_reminder_activates_a_grain_that_was_ended()
    {
        _world.Await(_grain.Register("close", TimeSpan.FromHours(5), _minute));
        Assert.Equal(1, TicksAfter(TimeSpan.FromHours(5)));
    }

    [Fact]
    public void A_reminder_that_is_registered_again_changes()
    {
        _world.Await(_grain.Register("close", _minute, _minute));
        _world.Await(_grain.Register("close", 10 * _minute, 10 * _minute));
        Assert.Equal(0, TicksAfter(9.9 * _minute));
        Assert.Equal(1, TicksAfter(0.2 * _minute));
        Assert.Equal(["close"], _world.Await(_grain.Names()));
    }

    [Fact]
    public void An_unregistered_reminder_comes_no_more()
    {
        _world.Await(_grain.Register("close", _minute, _minute));
        Assert.Equal(2, TicksAfter(2.5 * _minute));
        _world.Await(_grain.Unregister("close"));
        Assert.Equal(2, TicksAfter(10 * _minute));
        Assert.Empty(_world.Await(_grain.Names()));
    }

    [Fact]
    public void A_reminder_that_fails_comes_again()
    {
        _world.Await(_grain.Register("fails", _minute, _minute));
        Assert.Equal(3, TicksAfter(3.5 * _minute));
    }

    [Fact]
    public void A_reminder_survives_a_crash()
    {
        _world.Await(_grain.Register("close", 5 * _minute, 10 * _minute));
        _engine.Crash();
        Assert.Equal(0, TicksAfter(_minute));
        _world.Run(() => _engine.StartAsync());
        Assert.Equal(0, TicksAfter(3.9 * _minute));
        Assert.Equal(1, TicksAfter(0.2 * _minute));
    }

    [Fact]
    public void A_reminder_that_was_due_while_nothing_ran_comes_within_a_minute_of_the_start()
    {
        _world.Await(_grain.Register("close", 5 * _minute, TimeSpan.FromDays(1)));
        _engine.Crash();
        Assert.Equal(0, TicksAfter(60 * _minute));
        Start();
        Assert.Equal(1, TicksAfter(_minute));
        Assert.Equal(1, TicksAfter(TimeSpan.FromHours(22)));
        Assert.Equal(2, TicksAfter(TimeSpan.FromHours(2)));
    }

    [Fact]
    public void A_reminder_never_comes_twice_in_a_minute_whenever_the_engine_is_restarted()
    {
        _world.Await(_grain.Register("close", _minute, _minute));
        for (var i = 0; i < 20; i++)
        {
            _world.Advance(TimeSpan.FromSeconds(17 * i));
            _engine.Crash();
            _world.Run(() => _engine.StartAsync());
        }
        var times = _world.Trace.ConvertAll(note => long.Parse(note.Split(' ')[0]));
        Assert.True(times.Count > 10);
        Assert.All(times.Zip(times.Skip(1)), pair =>
            Assert.InRange(pair.Second - pair.First, _minute.Ticks, long.MaxValue));
    }

    [Fact]
    public void A_reminder_registered_on_another_engine_is_found_in_time()
    {
        var other = Start();
        _world.Await(_grain.Register("close", 30 * _minute, 30 * _minute));
        _engine.Crash();
        Assert.Equal(1, TicksAfter(31 * _minute));
        other.Dispose();
    }
}
