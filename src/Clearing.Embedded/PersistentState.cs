using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Clearing.Embedded;

/// <summary>A grain's state in grain storage, as JSON.</summary>
internal sealed class PersistentState<TState>(EmbeddedEngine engine, StateKey key)
    : IPersistentState<TState>
{
    private static readonly Func<TState> _fresh = typeof(TState).IsValueType
        || typeof(TState).GetConstructor([]) is not null
        ? Activator.CreateInstance<TState>
        : () => (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));

    private readonly IGrainStateStore _store = engine.Seams.States;
    private readonly JsonSerializerOptions _json = engine.Options.StateJson;
    private long _etag;
    private TState? _state;

    public TState State { get => _state ??= _fresh(); set => _state = value; }

    public string? Etag => RecordExists ? _etag.ToString() : null;

    public bool RecordExists => _etag != 0;

    public async Task ReadStateAsync()
    {
        var row = await _store.Read(key);
        _etag = row?.Etag ?? 0;
        _state = row is null ? default : JsonSerializer.Deserialize<TState>(row.Payload, _json)!;
    }

    public async Task WriteStateAsync() =>
        _etag = await _store.Write(key, JsonSerializer.Serialize(State, _json), _etag);

    public async Task ClearStateAsync()
    {
        await _store.Clear(key, _etag);
        (_etag, _state) = (0, default);
    }
}
