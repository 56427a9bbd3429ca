namespace Clearing.Embedded;

/// <summary>All that an engine takes from outside. The defaults keep nothing.</summary>
public sealed record EmbeddedEngineSeams
{
    /// <summary>Where turns run. Default: the thread pool.</summary>
    public ITurnQueue Turns { get; init; } = new ThreadPoolTurnQueue();

    /// <summary>What happens to calls on the way; null, the default: nothing.</summary>
    public ICallPath? Path { get; init; }

    /// <summary>The time of timers, reminders and timeouts. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Grain storage. Default: in memory.</summary>
    public IGrainStateStore States { get; init; } = new MemoryGrainStateStore();

    /// <summary>The table of reminders. Default: in memory.</summary>
    public IReminderStore Reminders { get; init; } = new MemoryReminderStore();
}
