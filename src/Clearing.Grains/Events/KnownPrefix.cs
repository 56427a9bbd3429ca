using System.Buffers;
using System.Text;

namespace Clearing.Grains.Events;

/// <summary>Takes what is known beforehand from the beginning of a JSON text.</summary>
internal static class KnownPrefix
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c).Except("\"\\"u8.ToArray())]);

    /// <summary>Takes these very bytes; false, and nothing taken, where there are others.</summary>
    public static bool Take(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> known)
    {
        if (!text.StartsWith(known)) { return false; }
        text = text[known.Length..];
        return true;
    }

    /// <summary>
    /// Takes ASCII without escapes and the quote behind it; false where it is not so.
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
