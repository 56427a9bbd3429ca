using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Clearing.Embedded;

/// <summary>A grain's state in grain storage, as JSON.</summary>
internal sealed class PersistentState<TState>(EmbeddedEngine engine, StateKey key)
    : IPersistentState<TState>
{
    private static readonly Func<TState> fresh = typeof(TState).IsValueType
        || typeof(TState).GetConstructor([]) is not null
        ? Activator.CreateInstance<TState>
        : () => (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));

    private readonly IGrainStateStore store = engine.Seams.States;
    private readonly JsonSerializerOptions json = engine.Options.StateJson;
    private long etag;
    private TState? state;

    public TState State { get => state ??= fresh(); set => state = value; }

    public string? Etag => RecordExists ? etag.ToString() : null;

    public bool RecordExists => etag != 0;

    public async Task ReadStateAsync()
    {
        var row = await store.Read(key);
        etag = row?.Etag ?? 0;
        state = row is null ? default : JsonSerializer.Deserialize<TState>(row.Payload, json)!;
    }

    public async Task WriteStateAsync() =>
        etag = await store.Write(key, JsonSerializer.Serialize(State, json), etag);

    public async Task ClearStateAsync()
    {
        await store.Clear(key, etag);
        (etag, state) = (0, default);
    }
}
