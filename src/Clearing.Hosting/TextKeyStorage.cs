using Orleans.Storage;

namespace Clearing.Hosting;

/// <summary>Stores a grain's state under a key that cannot be mistaken for a number.</summary>
/// <remarks>
/// The ADO.NET storage treats a key that looks like a hexadecimal number as that number, so the
/// sellers <c>7</c>, <c>07</c> and <c>007</c> would share one row. A key such as
/// <c>seller/07</c> does not look like a number.
/// </remarks>
/// <param name="rows">The ADO.NET storage.</param>
public sealed class TextKeyStorage(IGrainStorage rows) : IGrainStorage
{
    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.ReadStateAsync(stateName, AsText(grainId), grainState);

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.WriteStateAsync(stateName, AsText(grainId), grainState);

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.ClearStateAsync(stateName, AsText(grainId), grainState);

    private static GrainId AsText(GrainId grain) =>
        GrainId.Create(grain.Type, IdSpan.Create($"{grain.Type}/{grain.Key}"));
}
