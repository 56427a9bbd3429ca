using System.Globalization;
using System.Text.Json;

namespace Clearing.Formats;

/// <summary>Adds to the JSON writer what these formats need.</summary>
internal static class JsonWriting
{
    /// <summary>Writes an integer of up to 128 bits, exactly.</summary>
    internal static void WriteInt128(this Utf8JsonWriter json, string name, Int128 value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
    }

    /// <summary>Writes an integer of up to 128 bits, exactly, or null.</summary>
    internal static void WriteInt128(this Utf8JsonWriter json, string name, Int128? value)
    {
        if (value is { } known)
        {
            json.WriteInt128(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes an integer, or null.</summary>
    internal static void WriteNumber(this Utf8JsonWriter json, string name, long? value) =>
        json.WriteInt128(name, value);

    /// <summary>Writes a date as <c>2026-10-01</c>.</summary>
    internal static void WriteDay(this Utf8JsonWriter json, string name, DateOnly day) =>
        json.WriteString(name, Text(day));

    /// <summary>Writes a date as <c>2026-10-01</c>, or null.</summary>
    internal static void WriteDay(this Utf8JsonWriter json, string name, DateOnly? day) =>
        json.WriteString(name, day is { } known ? Text(known) : null);

    /// <summary>A date as <c>2026-10-01</c>.</summary>
    internal static string Text(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Writes a value of an enum in capitals with underscores.</summary>
    internal static void WriteWord<T>(this Utf8JsonWriter json, string name, T value)
        where T : struct, Enum => json.WriteString(name, Words.Of(value));

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
