using System.Buffers;
using System.Text;

namespace Clearing.Grains.Events;

/// <summary>Consumes what is known in advance from the beginning of a JSON text.</summary>
internal static class KnownPrefix
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c).Except("\"\\"u8.ToArray())]);

    /// <summary>
    /// Consumes exactly these bytes; gives false and consumes nothing if there are others.
    /// </summary>
    public static bool Take(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> known)
    {
        if (!text.StartsWith(known)) { return false; }
        text = text[known.Length..];
        return true;
    }

    /// <summary>
    /// Consumes ASCII without escapes and the quote after it; gives false if the text is different.
    /// </summary>
    public static bool TakeText(ref ReadOnlySpan<byte> text, out string taken)
    {
        taken = "";
        var end = text.IndexOfAnyExcept(Plain);
        if (end < 0 || text[end] != '"') { return false; }
        taken = Encoding.ASCII.GetString(text[..end]);
        text = text[(end + 1)..];
        return true;
    }
}
