using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Clearing.Market;

namespace Clearing.Grains.Events;

/// <summary>A fee as a number of micros.</summary>
public sealed class FeeConverter : JsonConverter<Fee>
{
    /// <inheritdoc/>
    public override Fee Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Fee value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Micros);
}

/// <summary>A volume as a number of cubic feet.</summary>
public sealed class CubicFeetConverter : JsonConverter<CubicFeet>
{
    /// <inheritdoc/>
    public override CubicFeet Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt64());

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, CubicFeet value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}

/// <summary>Money as a whole number of minor units, up to 128 bits.</summary>
public sealed class MoneyConverter : JsonConverter<Money>
{
    private const int MaxInt128Digits = 40;

    /// <inheritdoc/>
    public override Money Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var digits = reader.HasValueSequence || reader.TokenType != JsonTokenType.Number
            ? throw new JsonException("An amount is a number of minor units.")
            : reader.ValueSpan;
        return Int128.TryParse(
            digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor)
            ? new Money(minor)
            : throw new JsonException("An amount is a whole number of at most 128 bits.");
    }

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => Write(writer, value);

    /// <summary>Writes an amount.</summary>
    internal static void Write(Utf8JsonWriter writer, Money value)
    {
        Span<byte> digits = stackalloc byte[MaxInt128Digits];
        value.Minor.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        writer.WriteRawValue(digits[..length], skipInputValidation: true);
    }
}
