using System.Text.Json;
using System.Text.Json.Serialization;
using Clearing.Allocation.Calendars;

namespace Clearing.Grains.Events;

/// <summary>A period by its name, such as <c>2026-11</c>.</summary>
public sealed class PeriodConverter : JsonConverter<Period>
{
    /// <inheritdoc/>
    public override Period Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Period.Parse(reader.GetString() ?? "")
        ?? throw new JsonException("A period is a month or a quarter, such as 2026-11.");

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, Period value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
