using System.Text;

namespace Clearing.Formats;

/// <summary>One broken rule in an input file. Its text is one line of printable ASCII.</summary>
/// <param name="File">The file's name as the user gave it.</param>
/// <param name="Line">The line, from 1; 0 if the error belongs to no line.</param>
/// <param name="Place">The column of a CSV file or the path in a JSON file; may be empty.</param>
/// <param name="Value">The value, shortened and escaped; null if it is missing.</param>
/// <param name="Rule">The broken rule.</param>
/// <param name="Limit">The broken limit; null if the rule has none.</param>
public sealed record FormatError(
    string File, long Line, string Place, string? Value, string Rule, long? Limit = null)
{
    private const int MaxShown = 60;

    /// <summary>The error as one line: <c>bids.csv:12: max_volume "1e5": rule</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(File);
        if (Line > 0)
        {
            text.Append(':').Append(Line);
        }
        text.Append(": ").Append(Place);
        if (Value is not null)
        {
            text.Append(Place.Length > 0 ? " \"" : "\"").Append(Value).Append('"');
        }
        var named = Place.Length > 0 || Value is not null;
        return text.Append(named ? ": " : "").Append(Rule).ToString();
    }

    /// <summary>Shortens and escapes bytes from a file, so that they are safe to print.</summary>
    /// <param name="value">Any bytes.</param>
    public static string Show(ReadOnlySpan<byte> value)
    {
        var text = new StringBuilder();
        foreach (byte b in value[..Math.Min(value.Length, MaxShown)])
        {
            _ = b is >= 0x20 and < 0x7F
                ? text.Append((char)b)
                : text.Append("\\x").Append(b.ToString("X2", null));
        }
        return (value.Length > MaxShown ? text.Append("...") : text).ToString();
    }

    /// <summary>Shortens and escapes text from a file, so that it is safe to print.</summary>
    /// <param name="value">Any text.</param>
    public static string Show(string value) => Escape(value, MaxShown);

    internal static string Escape(string value, int most)
    {
        var text = new StringBuilder();
        foreach (char c in value.AsSpan(0, Math.Min(value.Length, most)))
        {
            _ = c is >= ' ' and < '\x7F'
                ? text.Append(c)
                : text.Append("\\u").Append(((int)c).ToString("X4", null));
        }
        return (value.Length > most ? text.Append("...") : text).ToString();
    }
}
