using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Allocation.Facts;

/// <summary>The hash of a seller's facts, by which a run names what it was computed from.</summary>
public static class FactsHash
{
    private const int RoomOfDay = 512;
    private const int PartBytes = 16_384;

    /// <summary>
    /// SHA-256, in lower-case hex, of the facts as UTF-8 JSON without spaces.
    /// </summary>
    /// <remarks>
    /// An array with an object for each day: <c>day</c>, then <c>revision</c> and the known figures
    /// of the effective report in the order <c>used_volume</c>, <c>inbound_volume</c>,
    /// <c>sold_milli_volume</c>, <c>units_sold</c>, <c>on_hand_units</c>, <c>excess_units</c>,
    /// <c>stranded_units</c>, <c>in_stock_ppm</c>, <c>sales_minor</c>, then <c>returned_minor</c> if
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

    // Years of days of every seller are hashed in a run: the text goes out in parts, is written by
    // hand, and none of it becomes a string.
    private static void Write(IEnumerable<EffectiveDay> days, Part hash)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PartBytes + RoomOfDay);
        buffer[0] = (byte)'[';
        var (at, first) = (1, true);
        foreach (var day in days)
        {
            if (!first) { buffer[at++] = (byte)','; }
            first = false;
            at += Write(day, buffer.AsSpan(at));
            if (at < PartBytes) { continue; }
            hash(buffer.AsSpan(0, at));
            at = 0;
        }
        buffer[at++] = (byte)']';
        hash(buffer.AsSpan(0, at));
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static int Write(EffectiveDay day, Span<byte> onto)
    {
        var (at, of) = (0, day.Figures);
        Put("{\"day\":\""u8, onto, ref at);
        day.Day.TryFormat(onto[at..], out var written, "O", CultureInfo.InvariantCulture);
        at += written;
        onto[at++] = (byte)'"';
        Put(",\"revision\":"u8, day.Revision, onto, ref at);
        Put(",\"used_volume\":"u8, of.UsedVolume, onto, ref at);
        Put(",\"inbound_volume\":"u8, of.InboundVolume, onto, ref at);
        Put(",\"sold_milli_volume\":"u8, of.SoldMilliVolume, onto, ref at);
        Put(",\"units_sold\":"u8, of.UnitsSold, onto, ref at);
        Put(",\"on_hand_units\":"u8, of.OnHandUnits, onto, ref at);
        Put(",\"excess_units\":"u8, of.ExcessUnits, onto, ref at);
        Put(",\"stranded_units\":"u8, of.StrandedUnits, onto, ref at);
        Put(",\"in_stock_ppm\":"u8, of.InStockPpm, onto, ref at);
        Put(",\"sales_minor\":"u8, of.SalesMinor, onto, ref at);
        Put(",\"returned_minor\":"u8, day.ReturnedMinor, onto, ref at);
        onto[at++] = (byte)'}';
        return at;
    }

    private static void Put(ReadOnlySpan<byte> name, long? value, Span<byte> onto, ref int at)
    {
        if (value is not { } known) { return; }
        Put(name, onto, ref at);
        known.TryFormat(onto[at..], out var written, default, CultureInfo.InvariantCulture);
        at += written;
    }

    private static void Put(ReadOnlySpan<byte> name, Int128? value, Span<byte> onto, ref int at)
    {
        if (value is not { } known) { return; }
        if (known >= long.MinValue && known <= long.MaxValue)
        {
            Put(name, (long)known, onto, ref at);
            return;
        }
        Put(name, onto, ref at);
        known.TryFormat(onto[at..], out var written, default, CultureInfo.InvariantCulture);
        at += written;
    }

    private static void Put(ReadOnlySpan<byte> text, Span<byte> onto, ref int at)
    {
        text.CopyTo(onto[at..]);
        at += text.Length;
    }

    private delegate void Part(ReadOnlySpan<byte> text);
}
