using System.Globalization;
using System.Text.RegularExpressions;

namespace Clearing.Pages.Text;

/// <summary>Reads numbers and days as people type them, either exactly or not at all.</summary>
internal static partial class TypedNumber
{
    private const int FeeDigits = 6;
    private const int MaxDigits = 18;

    /// <summary>
    /// A whole number; thousands may have commas or spaces. Null if it is not one.
    /// </summary>
    public static long? Number(string text) =>
        long.TryParse(
            Plain(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;

    /// <summary>
    /// A fee in major units with at most six decimals, such as <c>4.50</c>. Null if it is not one.
    /// </summary>
    public static Fee? Fee(string text) =>
        Scaled(text, FeeDigits) is { } micros ? new Fee(micros) : null;

    /// <summary>
    /// An amount of 0 or more in major units, such as <c>1,000.00</c>. Null if it is not one, or
    /// has more decimals than the currency.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="exponent">The decimals of the currency's minor unit.</param>
    public static Money? Money(string text, int exponent) =>
        Scaled(text, exponent) is { } minor ? new Money(minor) : null;

    /// <summary>A day as browsers send it, such as <c>2026-11-20</c>. Null if it is not one.</summary>
    public static DateOnly? Day(string text) => DateOnly.TryParseExact(
        text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : null;

    private static long? Scaled(string text, int digits)
    {
        var parts = Plain(text).Split('.');
        if (parts.Length > 2 || parts[0].Length == 0 || !parts.All(
            part => part.All(char.IsAsciiDigit)))
        {
            return null;
        }
        var decimals = parts.Length == 2 ? parts[1] : "";
        if (digits is < 0 or > MaxDigits || decimals.Length > digits || (parts.Length == 2 && decimals.Length == 0))
        {
            return null;
        }
        return long.TryParse(
            parts[0] + decimals.PadRight(digits, '0'), NumberStyles.None,
            CultureInfo.InvariantCulture, out var scaled)
            ? scaled
            : null;
    }

    // A comma or a space counts only between groups of three digits: 4,50 is not 450.
    private static string Plain(string text)
    {
        var plain = text.Trim().Replace('−', '-');
        return Grouped().IsMatch(plain)
            ? plain.Replace(",", "", StringComparison.Ordinal)
                .Replace(" ", "", StringComparison.Ordinal)
            : plain;
    }

    [GeneratedRegex("^-?[0-9]{1,3}([, ][0-9]{3})+(\\.[0-9]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();
}
