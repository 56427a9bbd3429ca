using System.Buffers.Text;
using System.Collections.Immutable;
using Clearing.Market;
using static Clearing.Grains.Events.KnownPrefix;

namespace Clearing.Grains.Events;

/// <summary>Reads placed bids from exactly the text that is written for them.</summary>
/// <remarks>
/// A market recovers by reading its bids, perhaps a million of them. Comparing text of which
/// everything but ids and numbers is known takes less than half as long as parsing JSON. Any text
/// that differs in the least is left to the serializer, which reads what this reads in the same
/// way.
/// </remarks>
internal static class PlacedBidsText
{
    // A long holds every number with this many digits.
    private const int MaxDigits = 18;
    private const int UsualBytes = 150;
    private const int WithoutFraction = 19;
    private const int WithFraction = 27;
    private const int UtcOffset = 6;

    /// <summary>The placed bids; null if the text differs from what would be written.</summary>
    public static BidsPlaced? Read(ReadOnlySpan<byte> text)
    {
        if (!Take(ref text, "{\"first_sequence\":"u8) || !TakeNumber(ref text, out var first)
            || !Take(ref text, ",\"bids\":["u8))
        {
            return null;
        }
        var bids = ImmutableArray.CreateBuilder<Bid>(Math.Max(1, text.Length / UsualBytes));
        do
        {
            if (TakeBid(ref text) is not { } bid) { return null; }
            bids.Add(bid);
        }
        while (Take(ref text, ","u8));
        if (!TakeInstant(ref text, out var at) || !text.SequenceEqual("}"u8)) { return null; }
        return new(first, bids.DrainToImmutable()) { At = at };
    }

    // Older journals have no instant. Zeros at the end of a fraction are not written.
    private static bool TakeInstant(ref ReadOnlySpan<byte> text, out DateTimeOffset? taken)
    {
        taken = null;
        if (!Take(ref text, "],\"at\":\""u8)) { return Take(ref text, "]"u8); }
        var length = text.IndexOf("+00:00\""u8);
        if (length is not WithoutFraction and not (> WithoutFraction + 1 and <= WithFraction))
        {
            return false;
        }
        Span<byte> whole = stackalloc byte[WithFraction + UtcOffset];
        whole.Fill((byte)'0');
        whole[WithoutFraction] = (byte)'.';
        text[..length].CopyTo(whole);
        "+00:00"u8.CopyTo(whole[WithFraction..]);
        if (!Utf8Parser.TryParse(whole, out DateTimeOffset at, out _, 'O')) { return false; }
        taken = at;
        text = text[(length + UtcOffset + 1)..];
        return true;
    }

    private static Bid? TakeBid(ref ReadOnlySpan<byte> text) =>
        Take(ref text, "{\"id\":\""u8) && TakeText(ref text, out var id)
        && Take(ref text, ",\"seller\":\""u8) && TakeText(ref text, out var seller)
        && Take(ref text, ",\"max_fee\":"u8) && TakeNumber(ref text, out var fee)
        && Take(ref text, ",\"max_volume\":"u8) && TakeNumber(ref text, out var most)
        && Take(ref text, ",\"min_volume\":"u8) && TakeNumber(ref text, out var least)
        && Take(ref text, ",\"time_in_force\":\""u8) && TakeTime(ref text, out var stands)
            ? new(id, seller, new Fee(fee), new CubicFeet(most), new CubicFeet(least), stands)
            : null;

    private static bool TakeTime(ref ReadOnlySpan<byte> text, out TimeInForce taken)
    {
        taken = TimeInForce.Period;
        if (Take(ref text, "Period\"}"u8)) { return true; }
        taken = TimeInForce.Round;
        return Take(ref text, "Round\"}"u8);
    }

    private static bool TakeNumber(ref ReadOnlySpan<byte> text, out long taken)
    {
        taken = 0;
        var end = 0;
        for (; end < text.Length && char.IsAsciiDigit((char)text[end]); end++)
        {
            if (end == MaxDigits) { return false; }
            taken = taken * 10 + (text[end] - '0');
        }
        if (end == 0 || (end > 1 && text[0] == '0')) { return false; }
        text = text[end..];
        return true;
    }
}
