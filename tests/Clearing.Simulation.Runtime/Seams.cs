namespace Clearing.Simulation.Runtime;

/// <summary>Runs turns in the world's single seeded loop.</summary>
internal interface ITurnQueue
{
    /// <summary>Runs one turn of a mailbox soon, but never inside this call.</summary>
    void Schedule(Mailbox mailbox);
}

/// <summary>Carries a call and its answer, and decides what happens to them.</summary>
internal interface ICallPath
{
    void Carry(GrainCall call);

    void CarryBack(GrainCall call, Action deliver);
}

/// <summary>Rows of grain state; a write must name the latest version.</summary>
internal interface IGrainStateStore
{
    Task<StoredState?> Read(StateKey key);

    Task<long> Write(StateKey key, string payload, long etag);

    Task Clear(StateKey key, long etag);
}

internal readonly record struct StateKey(string Grain, string Key, string Name);

internal sealed record StoredState(string Payload, long Etag);

/// <summary>The durable table of reminders.</summary>
internal interface IReminderStore
{
    Task<IReadOnlyList<StoredReminder>> ReadAll();

    Task<IReadOnlyList<StoredReminder>> ReadOf(string grain, string key);

    /// <summary>Writes a row under a new tag, which it returns.</summary>
    Task<long> Write(StoredReminder reminder);

    /// <summary>False, and nothing changes, if there is no such row with this tag.</summary>
    Task<bool> Delete(string grain, string key, string name, long etag);
}

internal sealed record StoredReminder(
    string Grain, string Key, string Name, DateTimeOffset FirstTick, TimeSpan Period, long Etag = 0);

internal sealed record GrainEngineSeams(
    ITurnQueue Turns, ICallPath Path, TimeProvider Time, IGrainStateStore States, IReminderStore Reminders);

internal sealed record GrainEngineOptions
{
    public TimeSpan ResponseTimeout { get; init; }

    public TimeSpan CollectionAge { get; init; }

    public TimeSpan CollectionQuantum { get; init; }

    public TimeSpan ReminderRefresh { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>False if reminders are kept, but nobody is reminded.</summary>
    public bool Reminds { get; init; } = true;

    public Type[] GrainClasses { get; init; } = [];
}
