using System.Collections.Concurrent;
using Orleans.Storage;

namespace Clearing.Embedded;

/// <summary>Grain state that lives as long as this object.</summary>
public sealed class MemoryGrainStateStore : IGrainStateStore
{
    private readonly ConcurrentDictionary<StateKey, StoredState> rows = [];

    /// <inheritdoc/>
    public Task<StoredState?> Read(StateKey key) => Task.FromResult(rows.GetValueOrDefault(key));

    /// <inheritdoc/>
    public Task<long> Write(StateKey key, string payload, long etag)
    {
        var next = new StoredState(payload, etag + 1);
        var written = etag == 0
            ? rows.TryAdd(key, next)
            : rows.TryGetValue(key, out var now) && now.Etag == etag
                && rows.TryUpdate(key, next, now);
        return written ? Task.FromResult(next.Etag) : Task.FromException<long>(Conflict(key, etag));
    }

    /// <inheritdoc/>
    public Task Clear(StateKey key, long etag)
    {
        if (!rows.TryGetValue(key, out var now))
        {
            return Task.CompletedTask;
        }
        return now.Etag == etag && rows.TryRemove(KeyValuePair.Create(key, now))
            ? Task.CompletedTask
            : Task.FromException(Conflict(key, etag));
    }

    private static InconsistentStateException Conflict(StateKey key, long etag) =>
        new($"{key} was written since etag {etag}.");
}
