using System.Text.Json;
using System.Text.Json.Serialization;
using Clearing.Market;

namespace Clearing.Grains.Events;

/// <summary>A round's nonce as 64 hexadecimal digits.</summary>
public sealed class RoundNonceConverter : JsonConverter<RoundNonce>
{
    /// <inheritdoc/>
    public override RoundNonce? Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } hex ? RoundNonce.Parse(hex) : null;

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, RoundNonce value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToHex());
}
