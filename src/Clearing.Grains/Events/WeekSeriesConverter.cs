using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Clearing.Allocation.Projections;

namespace Clearing.Grains.Events;

/// <summary>A series of weeks as an array, oldest first.</summary>
/// <remarks>
/// An object would spend more bytes on names than on figures, and a run stores two for each seller.
/// </remarks>
public sealed class WeekSeriesConverter : JsonConverter<WeekSeries>
{
    /// <inheritdoc/>
    public override WeekSeries Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A series of weeks is an array.");
        }
        var weeks = ImmutableArray.CreateBuilder<Int128?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            weeks.Add(reader.TokenType switch
            {
                JsonTokenType.Null => null,
                JsonTokenType.Number => Int128.Parse(
                    reader.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
                _ => throw new JsonException("A week is a number or null."),
            });
        }
        return new(weeks.DrainToImmutable());
    }

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, WeekSeries value, JsonSerializerOptions options)
    {
        Span<byte> digits = stackalloc byte[40];
        writer.WriteStartArray();
        foreach (var week in value.Values)
        {
            if (week is not { } figure)
            {
                writer.WriteNullValue();
                continue;
            }
            figure.TryFormat(digits, out var written, provider: CultureInfo.InvariantCulture);
            writer.WriteRawValue(digits[..written], skipInputValidation: true);
        }
        writer.WriteEndArray();
    }
}
