using System.Globalization;
using System.Text.Json;

namespace Clearing.Formats;

/// <summary>What the JSON writer lacks for the formats here.</summary>
internal static class JsonWriting
{
    /// <summary>Writes an integer of up to 128 bits, exactly.</summary>
    internal static void WriteInt128(this Utf8JsonWriter json, string name, Int128 value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
    }

    /// <summary>Writes an array of objects.</summary>
    internal static void WriteList<T>(
        this Utf8JsonWriter json, string name, IEnumerable<T> elements, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var element in elements)
        {
            json.WriteStartObject();
            write(element);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
