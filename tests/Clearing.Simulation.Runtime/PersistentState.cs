using Orleans.Storage;

namespace Clearing.Simulation.Runtime;

/// <summary>A grain's state, which is read before the grain is activated.</summary>
internal sealed class PersistentState<TState>(IGrainStorage storage, string name, GrainId grain)
    : IPersistentState<TState>
    where TState : new()
{
    private readonly GrainState<TState> _row = new(new TState());

    public TState State { get => _row.State!; set => _row.State = value; }

    public string? Etag => _row.ETag;

    public bool RecordExists => _row.RecordExists;

    public Task ReadStateAsync() => storage.ReadStateAsync(name, grain, _row);

    public Task WriteStateAsync() => storage.WriteStateAsync(name, grain, _row);

    public Task ClearStateAsync() => storage.ClearStateAsync(name, grain, _row);
}
