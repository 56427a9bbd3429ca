using System.Globalization;

namespace Clearing.Formats;

/// <summary>
/// Makes foreign text safe to print. Arguments, file names and damaged payloads appear in
/// messages, and none of them may move a cursor, colour a terminal or forge a line.
/// </summary>
public static class PlainText
{
    /// <summary>The text in one line.</summary>
    /// <param name="text">Any text.</param>
    public static string OneLine(string text) => Lines(text.ReplaceLineEndings(" "));

    /// <summary>
    /// The text with its line ends; all other invisible characters are escaped.
    /// </summary>
    /// <param name="text">Any text.</param>
    public static string Lines(string text) => string.Concat(text.Select(c =>
        c == '\n' || !IsHidden(c)
            ? c.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}")));

    private static bool IsHidden(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
