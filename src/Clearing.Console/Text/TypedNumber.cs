using System.Globalization;

namespace Clearing.Pages.Text;

/// <summary>Reads numbers as people type them, either exactly or not at all.</summary>
internal static class TypedNumber
{
    private const int FeeDigits = 6;

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
    public static Fee? Fee(string text)
    {
        var parts = Plain(text).Split('.');
        if (parts.Length > 2 || parts[0].Length == 0 || !parts.All(
            part => part.All(char.IsAsciiDigit)))
        {
            return null;
        }
        var decimals = parts.Length == 2 ? parts[1] : "";
        if (decimals.Length > FeeDigits || (parts.Length == 2 && decimals.Length == 0))
        {
            return null;
        }
        return long.TryParse(
            parts[0] + decimals.PadRight(FeeDigits, '0'), NumberStyles.None,
            CultureInfo.InvariantCulture, out var micros)
            ? new Fee(micros)
            : null;
    }

    private static string Plain(string text) => text.Trim().Replace(
        ",", "", StringComparison.Ordinal)
        .Replace(" ", "", StringComparison.Ordinal).Replace('−', '-');
}
