using System.Globalization;

namespace Clearing.Formats;

/// <summary>Reads instants such as <c>2026-01-31T23:59:59Z</c>.</summary>
internal static class Instants
{
    internal const string Rule = "must be an instant in UTC such as 2026-01-31T23:59:59Z";
    private const string Shape = "0000-00-00T00:00:00Z";

    private static readonly string[] Shapes =
        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>Reads an instant, which may have fractions of a second.</summary>
    internal static bool TryRead(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(
            text, Shapes, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out instant);

    /// <summary>Reads an instant of whole seconds as UTC ticks.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length != Shape.Length || !HasShape(text))
        {
            return false;
        }
        int year = (Two(text, 0) * 100) + Two(text, 2);
        int month = Two(text, 5), day = Two(text, 8);
        int hour = Two(text, 11), minute = Two(text, 14), second = Two(text, 17);
        if (year < 1 || month is < 1 or > 12 || hour > 23 || minute > 59 || second > 59
            || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }
        ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks;
        return true;
    }

    private static bool HasShape(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < Shape.Length; i++)
        {
            if (Shape[i] == '0' ? !char.IsAsciiDigit((char)text[i]) : text[i] != Shape[i])
            {
                return false;
            }
        }
        return true;
    }

    private static int Two(ReadOnlySpan<byte> text, int at) =>
        ((text[at] - '0') * 10) + (text[at + 1] - '0');
}
