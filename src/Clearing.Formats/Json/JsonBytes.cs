using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Clearing.Formats;

/// <summary>Checks a document's bytes before they are read as JSON.</summary>
internal static class JsonBytes
{
    internal const int MaxBytes = 256 * 1_024 * 1_024;

    /// <summary>Reads a whole stream; null if it is too long for a document.</summary>
    internal static byte[]? ReadAll(Stream input)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1_024];
        while (input.Read(buffer) is > 0 and var read)
        {
            if (bytes.Length + read > MaxBytes)
            {
                return null;
            }
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    /// <summary>The rule that the bytes break, and the line; null for none.</summary>
    internal static string? Broken(ReadOnlySpan<byte> text, out long line)
    {
        line = 0;
        if (text.Trim(" \t\r\n"u8).IsEmpty)
        {
            return "is empty: a JSON document is expected";
        }
        if (text.StartsWith<byte>([0x1F, 0x8B]))
        {
            return "is compressed with gzip: unpack the file first";
        }
        if (text.StartsWith<byte>([0xFF, 0xFE]) || text.StartsWith<byte>([0xFE, 0xFF]))
        {
            return "is UTF-16 text: save the file as UTF-8";
        }
        if (text.IndexOf((byte)0) is >= 0 and var at)
        {
            line = 1 + text[..at].Count((byte)'\n');
            return "holds a NUL byte: this is not a JSON file";
        }
        return Utf8.IsValid(text) ? null : NotUtf8(text, out line);
    }

    private static string NotUtf8(ReadOnlySpan<byte> text, out long line)
    {
        line = 1;
        while (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done)
        {
            line += rune.Value == '\n' ? 1 : 0;
            text = text[length..];
        }
        return "is not valid UTF-8";
    }
}
