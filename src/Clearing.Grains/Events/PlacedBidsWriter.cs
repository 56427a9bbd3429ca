using System.Text.Json;
using Clearing.Market;
using static System.Text.Json.JsonEncodedText;

namespace Clearing.Grains.Events;

/// <summary>
/// Writes placed bids by hand, because a journal holds more of these than of anything else.
/// </summary>
/// <remarks>The text is the one that the serializer would write.</remarks>
internal static class PlacedBidsWriter
{
    private static readonly JsonEncodedText FirstSequence = Encode("first_sequence");
    private static readonly JsonEncodedText Bids = Encode("bids");
    private static readonly JsonEncodedText Id = Encode("id");
    private static readonly JsonEncodedText Seller = Encode("seller");
    private static readonly JsonEncodedText MaxFee = Encode("max_fee");
    private static readonly JsonEncodedText MaxVolume = Encode("max_volume");
    private static readonly JsonEncodedText MinVolume = Encode("min_volume");
    private static readonly JsonEncodedText Stands = Encode("time_in_force");
    private static readonly JsonEncodedText At = Encode("at");
    private static readonly JsonEncodedText[] Times =
        [.. Enum.GetNames<TimeInForce>().Select(name => Encode(name))];

    /// <summary>Writes one event.</summary>
    public static void Write(Utf8JsonWriter writer, BidsPlaced placed)
    {
        writer.WriteStartObject();
        writer.WriteNumber(FirstSequence, placed.FirstSequence);
        writer.WriteStartArray(Bids);
        foreach (var bid in placed.Bids) { Write(writer, bid); }
        writer.WriteEndArray();
        if (placed.At is { } at) { writer.WriteString(At, at); }
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Bid bid)
    {
        writer.WriteStartObject();
        writer.WriteString(Id, bid.Id);
        writer.WriteString(Seller, bid.Seller);
        writer.WriteNumber(MaxFee, bid.MaxFee.Micros);
        writer.WriteNumber(MaxVolume, bid.MaxVolume.Value);
        writer.WriteNumber(MinVolume, bid.MinVolume.Value);
        var stands = (int)bid.TimeInForce;
        if (stands >= 0 && stands < Times.Length) { writer.WriteString(Stands, Times[stands]); }
        else { writer.WriteNumber(Stands, stands); }
        writer.WriteEndObject();
    }
}
