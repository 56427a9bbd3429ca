using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Clearing.Allocation.Facts;

/// <summary>The hash of a seller's facts, by which a run names what it was computed from.</summary>
public static class FactsHash
{
    private const int DateBytes = 10;
    private const int RoomOfDay = 512;
    private const int PartBytes = 16_384;

    private static readonly JsonEncodedText Day = JsonEncodedText.Encode("day");
    private static readonly JsonEncodedText Revision = JsonEncodedText.Encode("revision");
    private static readonly JsonEncodedText UsedVolume = JsonEncodedText.Encode("used_volume");
    private static readonly JsonEncodedText InboundVolume =
        JsonEncodedText.Encode("inbound_volume");

    private static readonly JsonEncodedText SoldMilliVolume =
        JsonEncodedText.Encode("sold_milli_volume");

    private static readonly JsonEncodedText UnitsSold = JsonEncodedText.Encode("units_sold");
    private static readonly JsonEncodedText OnHandUnits = JsonEncodedText.Encode("on_hand_units");
    private static readonly JsonEncodedText ExcessUnits = JsonEncodedText.Encode("excess_units");
    private static readonly JsonEncodedText StrandedUnits =
        JsonEncodedText.Encode("stranded_units");

    private static readonly JsonEncodedText InStockPpm = JsonEncodedText.Encode("in_stock_ppm");
    private static readonly JsonEncodedText SalesMinor = JsonEncodedText.Encode("sales_minor");
    private static readonly JsonEncodedText ReturnedMinor =
        JsonEncodedText.Encode("returned_minor");

    /// <summary>
    /// SHA-256, in lower-case hex, of the facts as UTF-8 JSON without spaces.
    /// </summary>
    /// <remarks>
    /// An array with an object for each day: <c>day</c>, then <c>revision</c> and the known figures
    /// of the effective report in the order of README's chapter 2, then <c>returned_minor</c> if
    /// the day has a return. Report ids, superseded revisions and the order of arrival are left
    /// out, so that the same facts have the same hash.
    /// </remarks>
    /// <param name="days">Days with facts, ascending.</param>
    public static string Of(IEnumerable<EffectiveDay> days)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Write(days, hash.AppendData);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    internal static string Text(IEnumerable<EffectiveDay> days)
    {
        var text = new StringBuilder();
        Write(days, part => text.Append(Encoding.UTF8.GetString(part)));
        return text.ToString();
    }

    // Years of days of every seller are hashed in a run: the text goes out in parts, and none of
    // them becomes a string.
    private static void Write(IEnumerable<EffectiveDay> days, Part hash)
    {
        var buffer = new ArrayBufferWriter<byte>(PartBytes + RoomOfDay);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartArray();
        foreach (var day in days)
        {
            Write(json, day);
            if (json.BytesPending + buffer.WrittenCount < PartBytes) { continue; }
            json.Flush();
            hash(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }
        json.WriteEndArray();
        json.Flush();
        hash(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, EffectiveDay day)
    {
        Span<byte> date = stackalloc byte[DateBytes];
        day.Day.TryFormat(date, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var of = day.Figures;
        json.WriteStartObject();
        json.WriteString(Day, date);
        Write(json, Revision, day.Revision);
        Write(json, UsedVolume, of.UsedVolume);
        Write(json, InboundVolume, of.InboundVolume);
        Write(json, SoldMilliVolume, of.SoldMilliVolume);
        Write(json, UnitsSold, of.UnitsSold);
        Write(json, OnHandUnits, of.OnHandUnits);
        Write(json, ExcessUnits, of.ExcessUnits);
        Write(json, StrandedUnits, of.StrandedUnits);
        Write(json, InStockPpm, of.InStockPpm);
        Write(json, SalesMinor, of.SalesMinor);
        Write(json, ReturnedMinor, day.ReturnedMinor);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, JsonEncodedText name, long? value)
    {
        if (value is { } known) { json.WriteNumber(name, known); }
    }

    private static void Write(Utf8JsonWriter json, JsonEncodedText name, Int128? value)
    {
        if (value is not { } known) { return; }
        if (known >= long.MinValue && known <= long.MaxValue)
        {
            json.WriteNumber(name, (long)known);
            return;
        }
        json.WritePropertyName(name);
        json.WriteRawValue(known.ToString(CultureInfo.InvariantCulture));
    }

    private delegate void Part(ReadOnlySpan<byte> text);
}
