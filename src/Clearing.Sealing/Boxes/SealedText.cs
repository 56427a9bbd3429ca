using System.Buffers.Binary;
using System.Buffers.Text;

namespace Clearing.Sealing;

/// <summary>
/// The text of a box: <c>{"sealed":"…"}</c> around Base64 of a form number, the number of the key,
/// the nonce, the ciphertext and the tag.
/// </summary>
public static class SealedText
{
    /// <summary>The only form so far.</summary>
    private const byte Form = 1;

    private const int NonceAt = 1 + sizeof(uint);

    /// <summary>The bytes of a nonce.</summary>
    internal const int NonceBytes = 12;

    /// <summary>The bytes of a tag.</summary>
    internal const int TagBytes = 16;

    /// <summary>All that a box holds but its ciphertext.</summary>
    internal const int FixedBytes = NonceAt + NonceBytes + TagBytes;

    private static ReadOnlySpan<byte> Start => "{\"sealed\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

    /// <summary>
    /// True if a payload looks like a box. Whether it is one, only its key can tell.
    /// </summary>
    /// <param name="payload">A payload as it is stored.</param>
    public static bool Is(ReadOnlySpan<byte> payload) => payload.StartsWith(Start);

    /// <summary>The number of the key that a box needs; null if the text is no box's.</summary>
    /// <param name="payload">A payload as it is stored.</param>
    public static uint? KeyNumberOf(ReadOnlySpan<byte> payload) =>
        Read(payload) is { } box ? KeyNumber(box) : null;

    /// <summary>Makes the text of a box whose ciphertext has a length.</summary>
    internal static byte[] Write(byte[] box)
    {
        var text =
            new byte[Start.Length + Base64.GetMaxEncodedToUtf8Length(box.Length) + End.Length];
        Start.CopyTo(text);
        Base64.EncodeToUtf8(box, text.AsSpan(Start.Length), out _, out _);
        End.CopyTo(text.AsSpan(text.Length - End.Length));
        return text;
    }

    /// <summary>An empty box for a ciphertext of so many bytes.</summary>
    internal static byte[] Empty(uint keyNumber, int cipherBytes)
    {
        var box = new byte[FixedBytes + cipherBytes];
        box[0] = Form;
        BinaryPrimitives.WriteUInt32LittleEndian(box.AsSpan(1), keyNumber);
        return box;
    }

    /// <summary>The bytes in the text of a box; null if there is anything else in it.</summary>
    internal static byte[]? Read(ReadOnlySpan<byte> text)
    {
        if (!Is(text) || !text.EndsWith(End)) { return null; }
        var base64 = text[Start.Length..^End.Length];
        // One text for each box: the decoder would skip white space.
        if (base64.Length % 4 != 0 || base64.IndexOfAny(" \t\r\n"u8) >= 0) { return null; }
        var box = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        var done = Base64.DecodeFromUtf8(base64, box, out _, out var written);
        return done == System.Buffers.OperationStatus.Done && written >= FixedBytes && box[0] == Form
            && IsCanonical(base64, box.AsSpan(0, written)) ? box[..written] : null;
    }

    internal static uint KeyNumber(ReadOnlySpan<byte> box) =>
        BinaryPrimitives.ReadUInt32LittleEndian(box[1..]);

    internal static Span<byte> Nonce(Span<byte> box) => box.Slice(NonceAt, NonceBytes);

    internal static Span<byte> Cipher(Span<byte> box) => box[(NonceAt + NonceBytes)..^TagBytes];

    internal static Span<byte> Tag(Span<byte> box) => box[^TagBytes..];

    // The last letter before the padding has bits that no byte takes: they must be 0.
    private static bool IsCanonical(ReadOnlySpan<byte> base64, ReadOnlySpan<byte> bytes)
    {
        Span<byte> again = stackalloc byte[4];
        var tail = bytes.Length % 3;
        if (tail == 0) { return true; }
        Base64.EncodeToUtf8(bytes[^tail..], again, out _, out _);
        return base64[^4..].SequenceEqual(again);
    }
}
