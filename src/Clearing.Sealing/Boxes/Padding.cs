using System.Buffers.Binary;

namespace Clearing.Sealing;

/// <summary>The plain form of a sealed text: its length and itself, padded with zeros.</summary>
/// <remarks>
/// A ciphertext is as long as its plain text, and the length of a number in JSON shows its digits.
/// Nothing is ever compressed: someone who sees sizes and can add guesses could watch the size
/// shrink.
/// </remarks>
public static class Padding
{
    /// <summary>A plain form is a multiple of so many bytes.</summary>
    public const int Unit = 64;

    /// <summary>The form number of a JSON text.</summary>
    public const byte Json = 0;

    private const int Before = 1 + sizeof(uint);

    /// <summary>The length of the plain form of so many bytes.</summary>
    /// <param name="bytes">At least 0.</param>
    public static int Padded(int bytes) => (bytes + Unit - 1) / Unit * Unit;

    /// <summary>The plain form of a JSON text.</summary>
    /// <param name="json">The text in UTF-8.</param>
    public static byte[] OfJson(ReadOnlySpan<byte> json)
    {
        var plain = new byte[Padded(Before + json.Length)];
        plain[0] = Json;
        BinaryPrimitives.WriteUInt32LittleEndian(plain.AsSpan(1), (uint)json.Length);
        json.CopyTo(plain.AsSpan(Before));
        return plain;
    }

    /// <summary>
    /// The JSON text of a plain form; false if it is another form, or a damaged one.
    /// </summary>
    /// <param name="plain">A plain form.</param>
    /// <param name="json">The text in UTF-8, a part of the same bytes.</param>
    public static bool TryJson(ReadOnlyMemory<byte> plain, out ReadOnlyMemory<byte> json)
    {
        json = default;
        var bytes = plain.Span;
        if (bytes.Length < Unit || bytes.Length % Unit != 0 || bytes[0] != Json) { return false; }
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]);
        if (length > bytes.Length - Before || Padded(Before + (int)length) != bytes.Length
            || bytes[(Before + (int)length)..].ContainsAnyExcept((byte)0))
        {
            return false;
        }
        json = plain.Slice(Before, (int)length);
        return true;
    }
}
