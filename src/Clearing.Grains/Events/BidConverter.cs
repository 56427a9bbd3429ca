using System.Text.Json;
using System.Text.Json.Serialization;
using Clearing.Market;

namespace Clearing.Grains.Events;

/// <summary>A bid, written and read by hand: a journal holds more of these than of all else.</summary>
/// <remarks>The text is the one that the serializer would write, and it is read as strictly.</remarks>
public sealed class BidConverter : JsonConverter<Bid>
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Seller = JsonEncodedText.Encode("seller");
    private static readonly JsonEncodedText MaxFee = JsonEncodedText.Encode("max_fee");
    private static readonly JsonEncodedText MaxVolume = JsonEncodedText.Encode("max_volume");
    private static readonly JsonEncodedText MinVolume = JsonEncodedText.Encode("min_volume");
    private static readonly JsonEncodedText TimeInForce = JsonEncodedText.Encode("time_in_force");
    private static readonly JsonEncodedText Period = JsonEncodedText.Encode("Period");

    /// <inheritdoc/>
    public override Bid Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A bid is an object.");
        }
        var (id, seller) = (default(string), default(string));
        var (fee, most, least) = (default(long?), default(long?), 0L);
        var stands = Market.TimeInForce.Period;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (IsNext(ref reader, Id)) { id = reader.GetString(); }
            else if (IsNext(ref reader, Seller)) { seller = reader.GetString(); }
            else if (IsNext(ref reader, MaxFee)) { fee = reader.GetInt64(); }
            else if (IsNext(ref reader, MaxVolume)) { most = reader.GetInt64(); }
            else if (IsNext(ref reader, MinVolume)) { least = reader.GetInt64(); }
            else if (IsNext(ref reader, TimeInForce)) { stands = ReadStands(ref reader, options); }
            else { throw new JsonException($"A bid has no '{reader.GetString()}'."); }
        }
        return id is not null && seller is not null && fee is { } micros && most is { } volume
            ? new Bid(
                id, seller, new Fee(micros), new CubicFeet(volume), new CubicFeet(least), stands)
            : throw new JsonException("A bid has an id, a seller, a max_fee and a max_volume.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Bid value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(Id, value.Id);
        writer.WriteString(Seller, value.Seller);
        writer.WriteNumber(MaxFee, value.MaxFee.Micros);
        writer.WriteNumber(MaxVolume, value.MaxVolume.Value);
        writer.WriteNumber(MinVolume, value.MinVolume.Value);
        if (value.TimeInForce == Market.TimeInForce.Period)
        {
            writer.WriteString(TimeInForce, Period);
        }
        else
        {
            writer.WritePropertyName(TimeInForce);
            Stands(options).Write(writer, value.TimeInForce, options);
        }
        writer.WriteEndObject();
    }

    /// <summary>Moves on to the value if the property is the one asked for.</summary>
    private static bool IsNext(ref Utf8JsonReader reader, JsonEncodedText name) =>
        reader.ValueTextEquals(name.EncodedUtf8Bytes) && reader.Read();

    private static TimeInForce ReadStands(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(Period.EncodedUtf8Bytes)
            ? Market.TimeInForce.Period
            : Stands(options).Read(ref reader, typeof(TimeInForce), options);

    private static JsonConverter<TimeInForce> Stands(JsonSerializerOptions options) =>
        (JsonConverter<TimeInForce>)options.GetConverter(typeof(TimeInForce));
}
