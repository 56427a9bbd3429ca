using System.Text;
using System.Text.Json;

namespace Clearing.Client.Files;

/// <summary>Creates the output of a command with <c>--json</c>.</summary>
internal static class JsonText
{
    /// <summary>A JSON object on one line.</summary>
    /// <param name="members">Writes the object's members.</param>
    internal static string OfObject(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
