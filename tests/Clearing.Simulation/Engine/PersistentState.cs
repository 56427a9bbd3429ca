using System.Text.Json;

namespace Clearing.Simulation;

/// <summary>A grain's state in grain storage, as JSON.</summary>
internal sealed class PersistentState<TState>(IGrainStateStore store, StateKey key) : IPersistentState<TState>
    where TState : new()
{
    private long _etag;
    private TState? _state;

    public TState State { get => _state ??= new(); set => _state = value; }

    public string? Etag => RecordExists ? $"{_etag}" : null;

    public bool RecordExists => _etag != 0;

    public async Task ReadStateAsync()
    {
        var row = await store.Read(key);
        _etag = row?.Etag ?? 0;
        _state = row is null ? default : JsonSerializer.Deserialize<TState>(row.Payload)!;
    }

    public async Task WriteStateAsync() => _etag = await store.Write(key, JsonSerializer.Serialize(State), _etag);

    public async Task ClearStateAsync()
    {
        await store.Clear(key, _etag);
        (_etag, _state) = (0, default);
    }
}
