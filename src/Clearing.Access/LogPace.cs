using System.Collections.Concurrent;

namespace Clearing.Access;

/// <summary>
/// Lets one line of each kind into the log per minute, so that callers cannot flood it.
/// </summary>
/// <typeparam name="TKind">What tells lines apart; there must be few.</typeparam>
/// <param name="clock">Measures the minute.</param>
public sealed class LogPace<TKind>(TimeProvider clock)
    where TKind : notnull
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<TKind, long> _writtenAt = new();

    /// <summary>
    /// True if a line of this kind may be written now, which then counts as written.
    /// </summary>
    /// <param name="kind">The kind of line.</param>
    public bool Allows(TKind kind)
    {
        var now = clock.GetTimestamp();
        if (_writtenAt.TryAdd(kind, now)) { return true; }
        var last = _writtenAt[kind];
        return clock.GetElapsedTime(last, now) >= Pause && _writtenAt.TryUpdate(kind, now, last);
    }
}
