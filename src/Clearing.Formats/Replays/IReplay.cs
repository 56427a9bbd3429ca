using System.Collections.Immutable;
using System.Text.Json;

namespace Clearing.Formats;

/// <summary>
/// A part of a file that can be replayed and compared with what the file expects.
/// </summary>
public interface IReplay
{
    /// <summary>The id; the number in the file if it has none.</summary>
    string Id { get; }

    /// <summary>The expected result; null if the file has none.</summary>
    JsonPlace? Expected { get; }

    /// <summary>Replays it and writes the result as one object.</summary>
    /// <param name="json">Receives the object.</param>
    void Write(Utf8JsonWriter json);

    /// <summary>Replays it and compares; empty if it is as expected or expects nothing.</summary>
    ImmutableArray<Difference> Differences();

    /// <summary>The result as a document.</summary>
    internal static JsonPlace Written(IReplay replay)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) { replay.Write(json); }
        var errors = new FormatErrors("result");
        return StrictJson.Read(bytes.ToArray(), errors)
            ?? throw new InvalidOperationException($"A replay is no JSON: {errors.Kept[0]}");
    }
}
