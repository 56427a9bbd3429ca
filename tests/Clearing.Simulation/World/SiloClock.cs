namespace Clearing.Simulation;

/// <summary>A process's clock, which may jump or stop, and its timers, which do not.</summary>
internal sealed class SiloClock(World world, IOwner owner) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _offset;
    private DateTimeOffset? _frozen;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>True time, as shown by a correct clock.</summary>
    public static DateTimeOffset At(long ticks) => Start + TimeSpan.FromTicks(ticks);

    public override DateTimeOffset GetUtcNow() =>
        _frozen ?? At(world.Now * world.Pace) + _offset;

    public override long GetTimestamp() => world.Now;

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new VirtualTimer(world, owner, () => callback(state), dueTime, period);

    public void Jump(TimeSpan by)
    {
        _frozen = null;
        _offset += by;
    }

    public void Freeze() => _frozen = GetUtcNow();

    public void SetRight()
    {
        _frozen = null;
        _offset = TimeSpan.Zero;
    }
}
