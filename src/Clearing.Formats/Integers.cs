using System.Globalization;

namespace Clearing.Formats;

/// <summary>Reads exact integers of plain ASCII digits.</summary>
public static class Integers
{
    internal const string NotDigits =
        "must be written in the digits 0-9 alone: no sign, space, exponent, point or separator";

    internal const string NotSignedDigits =
        "must be written in the digits 0-9, with at most a minus sign before them";

    internal const string LeadingZero = "must not start with a zero, unless it is 0";
    internal const string TooLarge = "must fit a signed 64-bit integer";
    internal const string TooWide = "must fit a signed 128-bit integer";
    internal const string Missing = "must not be empty";

    /// <summary>Reads an integer of 64 bits.</summary>
    /// <param name="text">The whole value.</param>
    /// <param name="signed">True if a minus sign may come first.</param>
    /// <param name="value">The integer; 0 if a rule is broken.</param>
    /// <returns>Null, or the broken rule.</returns>
    public static string? Read(ReadOnlySpan<byte> text, bool signed, out long value)
    {
        value = 0;
        var minus = signed && text.Length > 1 && text[0] == (byte)'-';
        var digits = minus ? text[1..] : text;
        ulong sum = 0;
        foreach (byte b in digits)
        {
            uint digit = unchecked((uint)(b - '0'));
            if (digit > 9)
            {
                return signed ? NotSignedDigits : NotDigits;
            }
            // Up to 18 digits nothing overflows; longer values are checked after the loop.
            sum = unchecked((sum * 10) + digit);
        }
        if (Misshapen(digits, minus) is { } rule)
        {
            return rule;
        }
        if (digits.Length > 19 || sum > (minus ? 1UL << 63 : long.MaxValue))
        {
            return TooLarge;
        }
        value = unchecked(minus ? -(long)sum : (long)sum);
        return null;
    }

    /// <summary>Reads an integer of 128 bits.</summary>
    /// <param name="text">The whole value; a minus sign may come first.</param>
    /// <param name="value">The integer; 0 if a rule is broken.</param>
    /// <returns>Null, or the broken rule.</returns>
    public static string? ReadWide(ReadOnlySpan<byte> text, out Int128 value)
    {
        value = 0;
        var minus = text.Length > 1 && text[0] == (byte)'-';
        var digits = minus ? text[1..] : text;
        if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')) { return NotSignedDigits; }
        if (Misshapen(digits, minus) is { } rule) { return rule; }
        return Int128.TryParse(text, NumberStyles.AllowLeadingSign, null, out value)
            ? null
            : TooWide;
    }

    private static string? Misshapen(ReadOnlySpan<byte> digits, bool minus)
    {
        if (digits.IsEmpty)
        {
            return Missing;
        }
        return digits[0] == (byte)'0' && (digits.Length > 1 || minus) ? LeadingZero : null;
    }
}
