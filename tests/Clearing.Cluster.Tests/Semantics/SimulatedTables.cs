using Clearing.Simulation.Runtime;
using Orleans.Storage;

namespace Clearing.Cluster.Tests.Semantics;

/// <summary>The grain storage and reminders that outlive a simulated process.</summary>
internal sealed class SimulatedTables : IGrainStateStore, IReminderStore
{
    private readonly Dictionary<StateKey, StoredState> _states = [];
    private readonly List<StoredReminder> _reminders = [];

    public Task<StoredState?> Read(StateKey key) => Task.FromResult(_states.GetValueOrDefault(key));

    public Task<long> Write(StateKey key, string payload, long etag)
    {
        Check(key, etag);
        _states[key] = new StoredState(payload, etag + 1);
        return Task.FromResult(etag + 1);
    }

    public Task Clear(StateKey key, long etag)
    {
        Check(key, etag);
        _states.Remove(key);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StoredReminder>> ReadAll() =>
        Task.FromResult<IReadOnlyList<StoredReminder>>([.. _reminders]);

    public Task<IReadOnlyList<StoredReminder>> ReadOf(string grain, string key) =>
        Task.FromResult<IReadOnlyList<StoredReminder>>(
            _reminders.FindAll(row => row.Grain == grain && row.Key == key));

    public Task Write(StoredReminder reminder)
    {
        Delete(reminder.Grain, reminder.Key, reminder.Name);
        _reminders.Add(reminder);
        return Task.CompletedTask;
    }

    public Task Delete(string grain, string key, string name)
    {
        _reminders.RemoveAll(row => (row.Grain, row.Key, row.Name) == (grain, key, name));
        return Task.CompletedTask;
    }

    private void Check(StateKey key, long etag)
    {
        if ((_states.GetValueOrDefault(key)?.Etag ?? 0) != etag)
        {
            throw new InconsistentStateException("Another one wrote it.");
        }
    }
}
