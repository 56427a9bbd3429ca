using System.Text.Json;
using Orleans.Storage;

namespace Clearing.Hosting;

/// <summary>
/// Serializes grain storage as plain JSON with names of properties but not of types.
/// </summary>
/// <remarks>
/// A type can therefore be renamed or moved without losing stored data. Unknown members are
/// skipped, so that an older silo can read what a newer one wrote. A damaged row reads as if it held
/// nothing, since the journal has everything that rows hold; its version stays known, so the next
/// snapshot overwrites it.
/// </remarks>
public sealed class SnapshotSerializer : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) =>
        new(JsonSerializer.SerializeToUtf8Bytes(input, Json));

    /// <inheritdoc/>
    public T? Deserialize<T>(BinaryData input)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(input.ToMemory().Span, Json) ?? Activator.CreateInstance<T>();
        }
        catch (JsonException)
        {
            return Activator.CreateInstance<T>();
        }
    }
}
