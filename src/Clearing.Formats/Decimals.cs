using System.Globalization;
using System.Text;

namespace Clearing.Formats;

/// <summary>Explains how to write a decimal number in the unit of its name.</summary>
/// <remarks>
/// People type <c>0.50</c> where micros are expected. Such a number is refused and never converted,
/// but the error says what to write: 500000.
/// </remarks>
public static class Decimals
{
    private const int Digits = 6;
    private const int MaxWholeDigits = 12;

    /// <summary>The broken rule, with the right number if that is certain.</summary>
    /// <param name="name">
    /// The member's, column's or option's name; it ends with its unit: <c>max_fee_micros</c>.
    /// </param>
    /// <param name="text">The value as written.</param>
    /// <param name="rule">The rule of whole numbers that it breaks.</param>
    /// <param name="signed">True if the number may be negative.</param>
    public static string Rule(string name, ReadOnlySpan<byte> text, string rule, bool signed)
    {
        ArgumentNullException.ThrowIfNull(name);
        // What would be refused is not suggested.
        if (text.StartsWith("-"u8) && !signed) { return rule; }
        var written = Encoding.UTF8.GetString(text);
        var (unit, most) = name.EndsWith("micros", StringComparison.Ordinal)
            ? ("whole micros, millionths of the major unit", Digits)
            : name.EndsWith("ppm", StringComparison.Ordinal)
            ? ("whole parts per million", Digits)
            : ("a whole number", 0);
        if (Shifted(written, most) is not { } digits) { return rule; }
        // Tools that keep all numbers as floating point write 500000 as 500000.0.
        return most > 0 && Shifted(written, 0) is { } whole && whole != "0"
            ? $"must be {unit}: write {whole} if {written} is that already, else {digits}"
            : $"must be {unit}: write {digits} for {written}";
    }

    // The number with its point moved to the right; null if it is not a decimal or may be grouped
    // in thousands.
    private static string? Shifted(string text, int places)
    {
        var point = text.IndexOfAny(['.', ',']);
        if (point < 0) { return null; }
        var sign = text.StartsWith('-') ? "-" : "";
        var (whole, fraction) = (text[sign.Length..point], text[(point + 1)..].TrimEnd('0'));
        var grouped = text.Length - point == 4 && whole.Trim('0').Length > 0;
        if (grouped || fraction.Length > places || whole.Length > MaxWholeDigits
            || !(whole + text[(point + 1)..]).All(char.IsAsciiDigit) || text.Length == point + 1)
        {
            return null;
        }
        var shifted = long.Parse(
            $"0{whole}{fraction.PadRight(places, '0')}", CultureInfo.InvariantCulture);
        return shifted == 0 ? "0" : $"{sign}{shifted}";
    }
}
