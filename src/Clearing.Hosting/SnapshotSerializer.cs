using System.Text.Json;
using Orleans.Storage;

namespace Clearing.Hosting;

/// <summary>
/// Writes grain storage as plain JSON: names of properties, never names of types.
/// </summary>
/// <remarks>
/// A type can be renamed or moved without losing what is stored. Unknown members are skipped, so
/// that an older silo reads what a newer one wrote.
/// </remarks>
public sealed class SnapshotSerializer : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) =>
        new(JsonSerializer.SerializeToUtf8Bytes(input, Json));

    /// <inheritdoc/>
    public T? Deserialize<T>(BinaryData input) =>
        JsonSerializer.Deserialize<T>(input.ToMemory().Span, Json);
}
