namespace Clearing.Hosting;

/// <summary>A clock that nothing sets: it goes on from its start by measured time.</summary>
/// <remarks>
/// It is for waiting. A machine's clock that is set back by an hour would stop for an hour whatever
/// waits for an instant.
/// </remarks>
/// <param name="clock">Says when this one starts, and measures time.</param>
public sealed class SteadyClock(TimeProvider clock) : TimeProvider
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private readonly long _startedAt = clock.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + clock.GetElapsedTime(_startedAt);

    /// <inheritdoc/>
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
