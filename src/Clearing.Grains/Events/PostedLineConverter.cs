using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Clearing.Allocation.Attributions;

namespace Clearing.Grains.Events;

/// <summary>
/// A posted line as an array: day as yyyymmdd, number, reason, then u, b, G, x, s, the result and the
/// delta as <see cref="AttributionLine"/> names them; null for unknown or no limit.
/// </summary>
/// <remarks>A day of every seller has one: names would triple its size.</remarks>
public sealed class PostedLineConverter : JsonConverter<PostedLine>
{
    /// <inheritdoc/>
    public override PostedLine Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray);
        var day = (int)Number(ref reader);
        var number = (int)Number(ref reader);
        Expect(reader.Read() && reader.TokenType == JsonTokenType.String
            && Enum.TryParse<LineReason>(reader.GetString(), out _));
        var line = new AttributionLine(
            new(day / 10_000, day / 100 % 100, day % 100),
            Enum.Parse<LineReason>(reader.GetString()!), (long?)NumberOrNull(ref reader),
            (long?)NumberOrNull(ref reader), (long)Number(ref reader), (long)Number(ref reader),
            Number(ref reader), Number(ref reader));
        var posted = new PostedLine(line, number, Number(ref reader));
        Expect(reader.Read() && reader.TokenType == JsonTokenType.EndArray);
        return posted;
    }

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, PostedLine value, JsonSerializerOptions options)
    {
        var (line, day) = (value.Line, value.Line.Day);
        writer.WriteStartArray();
        writer.WriteNumberValue((day.Year * 10_000) + (day.Month * 100) + day.Day);
        writer.WriteNumberValue(value.Number);
        writer.WriteStringValue(line.Reason.ToString());
        Write(writer, line.UsedVolume);
        Write(writer, line.BaseVolume);
        Write(writer, line.HeldVolume);
        Write(writer, line.ExtraUsedVolume);
        Write(writer, line.NetSalesMinor);
        Write(writer, line.IncrementalMinor);
        Write(writer, value.DeltaMinor);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Int128? number)
    {
        if (number is not { } known)
        {
            writer.WriteNullValue();
            return;
        }
        Span<byte> digits = stackalloc byte[40];
        known.TryFormat(digits, out var written, provider: CultureInfo.InvariantCulture);
        writer.WriteRawValue(digits[..written], skipInputValidation: true);
    }

    private static Int128 Number(ref Utf8JsonReader reader)
    {
        var number = NumberOrNull(ref reader);
        Expect(number is not null);
        return number!.Value;
    }

    private static Int128? NumberOrNull(ref Utf8JsonReader reader)
    {
        Expect(reader.Read() && reader.TokenType is JsonTokenType.Number or JsonTokenType.Null);
        return reader.TokenType == JsonTokenType.Null
            ? null
            : Int128.Parse(
                reader.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static void Expect(bool holds)
    {
        if (!holds) { throw new JsonException("A line is an array of day, number and figures."); }
    }
}
