using System.Collections.Concurrent;
using Orleans.Storage;

namespace Clearing.Embedded;

/// <summary>Grain state that lives as long as this object.</summary>
public sealed class MemoryGrainStateStore : IGrainStateStore
{
    private readonly ConcurrentDictionary<StateKey, StoredState> _rows = [];

    /// <inheritdoc/>
    public Task<StoredState?> Read(StateKey key) => Task.FromResult(_rows.GetValueOrDefault(key));

    /// <inheritdoc/>
    public Task<long> Write(StateKey key, string payload, long etag)
    {
        var next = new StoredState(payload, etag + 1);
        var written = etag == 0
            ? _rows.TryAdd(key, next)
            : _rows.TryGetValue(key, out var now) && now.Etag == etag
                && _rows.TryUpdate(key, next, now);
        return written ? Task.FromResult(next.Etag) : Task.FromException<long>(Conflict(key, etag));
    }

    /// <inheritdoc/>
    public Task Clear(StateKey key, long etag)
    {
        if (!_rows.TryGetValue(key, out var now))
        {
            return Task.CompletedTask;
        }
        return now.Etag == etag && _rows.TryRemove(KeyValuePair.Create(key, now))
            ? Task.CompletedTask
            : Task.FromException(Conflict(key, etag));
    }

    private static InconsistentStateException Conflict(StateKey key, long etag) =>
        new($"{key} was written since etag {etag}.");
}
