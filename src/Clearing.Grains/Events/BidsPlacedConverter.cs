using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Clearing.Market;

namespace Clearing.Grains.Events;

/// <summary>Placed bids, written and read by hand like the bids in them.</summary>
public sealed class BidsPlacedConverter : JsonConverter<BidsPlaced>
{
    private static readonly JsonEncodedText FirstSequence = JsonEncodedText.Encode("first_sequence");
    private static readonly JsonEncodedText Bids = JsonEncodedText.Encode("bids");
    private static readonly BidConverter OneBid = new();

    /// <inheritdoc/>
    public override BidsPlaced Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Placed bids are an object.");
        }
        var first = default(long?);
        var bids = default(ImmutableArray<Bid>);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals(FirstSequence.EncodedUtf8Bytes))
            {
                reader.Read();
                first = reader.GetInt64();
            }
            else if (reader.ValueTextEquals(Bids.EncodedUtf8Bytes))
            {
                reader.Read();
                bids = ReadBids(ref reader, options);
            }
            else
            {
                throw new JsonException($"Placed bids have no '{reader.GetString()}'.");
            }
        }
        return first is { } sequence && !bids.IsDefault
            ? new BidsPlaced(sequence, bids)
            : throw new JsonException("Placed bids have a first_sequence and bids.");
    }

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, BidsPlaced value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber(FirstSequence, value.FirstSequence);
        writer.WriteStartArray(Bids);
        foreach (var bid in value.Bids) { OneBid.Write(writer, bid, options); }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static ImmutableArray<Bid> ReadBids(
        ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("Bids are an array.");
        }
        var bids = ImmutableArray.CreateBuilder<Bid>(1);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            bids.Add(OneBid.Read(ref reader, typeof(Bid), options));
        }
        return bids.DrainToImmutable();
    }
}
