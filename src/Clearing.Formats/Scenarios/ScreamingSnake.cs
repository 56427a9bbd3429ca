using System.Text;

namespace Clearing.Formats;

/// <summary>
/// Writes a status or reason as scenario files do: <c>BidNotOpen</c> is <c>BID_NOT_OPEN</c>.
/// </summary>
public static class ScreamingSnake
{
    /// <summary>The member's name in capitals with underscores.</summary>
    /// <typeparam name="TEnum">A status or a reason.</typeparam>
    /// <param name="value">One of its defined members.</param>
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum
    {
        var text = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0) { text.Append('_'); }
            text.Append(char.ToUpperInvariant(letter));
        }
        return text.ToString();
    }
}
