using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace Clearing.Simulation.Runtime;

/// <summary>
/// Grain storage that keeps each state as JSON; a damaged row holds nothing, as in the product.
/// </summary>
internal sealed class GrainStorage(IGrainStateStore store) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = await store.Read(Key(stateName, grainId));
        grainState.State = Parse<T>(row?.Payload) ?? Activator.CreateInstance<T>();
        Note(grainState, row?.Etag);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Note(grainState, await store.Write(
            Key(stateName, grainId), JsonSerializer.Serialize(grainState.State), Etag(grainState)));

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await store.Clear(Key(stateName, grainId), Etag(grainState));
        grainState.State = Activator.CreateInstance<T>();
        Note(grainState, null);
    }

    private static T? Parse<T>(string? payload)
    {
        try
        {
            return payload is null ? default : JsonSerializer.Deserialize<T>(payload);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static StateKey Key(string name, GrainId grain) =>
        new(grain.Type.ToString()!, grain.Key.ToString()!, name);

    private static long Etag<T>(IGrainState<T> state) =>
        state.ETag is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;

    private static void Note<T>(IGrainState<T> state, long? etag) =>
        (state.ETag, state.RecordExists) = (etag?.ToString(CultureInfo.InvariantCulture)!, etag is not null);
}
