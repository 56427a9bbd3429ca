using Clearing.Simulation.Runtime;
using Orleans.Storage;

namespace Clearing.Cluster.Tests.Semantics;

/// <summary>The grain storage and reminders that outlive a simulated process.</summary>
internal sealed class SimulatedTables : IGrainStateStore, IReminderStore
{
    private readonly Dictionary<StateKey, StoredState> _states = [];
    private readonly List<StoredReminder> _reminders = [];
    private long _tags;

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

    public Task<long> Write(StoredReminder reminder)
    {
        _reminders.RemoveAll(row => IsOf(row, reminder.Grain, reminder.Key, reminder.Name));
        _reminders.Add(reminder with { Etag = ++_tags });
        return Task.FromResult(_tags);
    }

    public Task<bool> Delete(string grain, string key, string name, long etag) => Task.FromResult(
        _reminders.RemoveAll(row => IsOf(row, grain, key, name) && row.Etag == etag) > 0);

    private static bool IsOf(StoredReminder row, string grain, string key, string name) =>
        (row.Grain, row.Key, row.Name) == (grain, key, name);

    private void Check(StateKey key, long etag)
    {
        if ((_states.GetValueOrDefault(key)?.Etag ?? 0) != etag)
        {
            throw new InconsistentStateException("Another one wrote it.");
        }
    }
}
