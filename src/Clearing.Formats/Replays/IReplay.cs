using System.Collections.Immutable;
using System.Text.Json;

namespace Clearing.Formats;

/// <summary>
/// Something in a file that can be run again and compared with what the file expects.
/// </summary>
public interface IReplay
{
    /// <summary>Its id; its number in the file if it has none.</summary>
    string Id { get; }

    /// <summary>What the file expects as its result; null if the file does not say.</summary>
    JsonPlace? Expected { get; }

    /// <summary>Runs it and writes the result as one object.</summary>
    /// <param name="json">Gets the object.</param>
    void Write(Utf8JsonWriter json);

    /// <summary>Runs it and compares; empty if it is as expected, or nothing is expected.</summary>
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
