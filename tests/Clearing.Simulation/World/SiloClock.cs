namespace Clearing.Simulation;

/// <summary>A process's clock, which may jump or stop, and its timers, which do not.</summary>
internal sealed class SiloClock(World world, IOwner owner) : TimeProvider
{
    private TimeSpan _offset;
    private DateTimeOffset? _frozen;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() =>
        _frozen ?? world.Date + _offset;

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
