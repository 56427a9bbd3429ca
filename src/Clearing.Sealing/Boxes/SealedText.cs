using System.Buffers.Binary;
using System.Buffers.Text;

namespace Clearing.Sealing;

/// <summary>
/// The text of a box: <c>{"sealed":"…"}</c> around Base64 of a form number, the number of the key,
/// the nonce, the ciphertext and the tag.
/// </summary>
/// <remarks>
/// The box of an event that was rewritten, because a seller in it was erased, has form 2: the hash
/// of the payload that it replaced stands between the number of the key and the nonce. By that hash
/// the links of the stream follow as before. Forms 3 and 4 are these two in a stream that is sealed as
/// a whole.
/// </remarks>
public static class SealedText
{
    private const byte Form = 1;
    private const byte RewrittenForm = 2;
    private const byte FormsInPart = 2;
    private const byte LastForm = FormsInPart + RewrittenForm;
    private const int WasAt = 1 + sizeof(uint);

    /// <summary>The length of a nonce in bytes.</summary>
    internal const int NonceBytes = 12;

    /// <summary>The length of a tag in bytes.</summary>
    internal const int TagBytes = 16;

    // The length of a box of the first form in bytes, without its ciphertext.
    private const int FixedBytes = WasAt + NonceBytes + TagBytes;

    private static ReadOnlySpan<byte> Start => "{\"sealed\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

    /// <summary>
    /// True if a payload looks like a box. Only its key can tell whether it is one.
    /// </summary>
    /// <param name="payload">The stored payload.</param>
    public static bool Is(ReadOnlySpan<byte> payload) => payload.StartsWith(Start);

    /// <summary>The number of the key that opens a box; null if the payload is no box.</summary>
    /// <param name="payload">The stored payload.</param>
    public static uint? KeyNumberOf(ReadOnlySpan<byte> payload) =>
        Read(payload) is { } box ? KeyNumber(box) : null;

    /// <summary>
    /// The SHA-256 of the payload that a rewritten one replaced; null if a payload is as it was
    /// first written.
    /// </summary>
    /// <param name="payload">The stored payload.</param>
    public static byte[]? WasOf(ReadOnlySpan<byte> payload)
    {
        return IsRewritten(FormOf(payload)) && Read(payload) is { } box ? Was(box).ToArray() : null;
    }

    /// <summary>
    /// True if a payload looks like a box of a stream that is sealed as a whole. Only a box that its key
    /// opened is one.
    /// </summary>
    /// <param name="payload">The stored payload.</param>
    public static bool IsInWhole(ReadOnlySpan<byte> payload) =>
        FormOf(payload) is > FormsInPart and <= LastForm;

    // Four letters have the first three bytes: this looks at every event that is read.
    private static byte FormOf(ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[3];
        return Is(payload) && payload.Length >= Start.Length + 4
            && Base64.DecodeFromUtf8(payload.Slice(Start.Length, 4), head, out _, out var got)
                == System.Buffers.OperationStatus.Done
            && got > 0 ? head[0] : (byte)0;
    }

    private static bool IsRewritten(byte form) =>
        form is RewrittenForm or FormsInPart + RewrittenForm;

    /// <summary>Writes a box as text.</summary>
    internal static byte[] Write(byte[] box)
    {
        var text =
            new byte[Start.Length + Base64.GetMaxEncodedToUtf8Length(box.Length) + End.Length];
        Start.CopyTo(text);
        Base64.EncodeToUtf8(box, text.AsSpan(Start.Length), out _, out _);
        End.CopyTo(text.AsSpan(text.Length - End.Length));
        return text;
    }

    /// <summary>A box with its form and key number and room for the rest.</summary>
    internal static byte[] Empty(
        uint keyNumber, int cipherBytes, ReadOnlySpan<byte> was, bool isInWhole)
    {
        var box = new byte[FixedBytes + was.Length + cipherBytes];
        box[0] = was.IsEmpty ? Form : RewrittenForm;
        if (isInWhole) { box[0] += FormsInPart; }
        BinaryPrimitives.WriteUInt32LittleEndian(box.AsSpan(1), keyNumber);
        was.CopyTo(box.AsSpan(WasAt));
        return box;
    }

    /// <summary>Reads the bytes of a box; null if the text is anything else.</summary>
    internal static byte[]? Read(ReadOnlySpan<byte> text)
    {
        if (!Is(text) || !text.EndsWith(End)) { return null; }
        var base64 = text[Start.Length..^End.Length];
        // Each box has exactly one text, but the decoder would skip white space.
        if (base64.Length % 4 != 0 || base64.IndexOfAny(" \t\r\n"u8) >= 0) { return null; }
        var box = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        var done = Base64.DecodeFromUtf8(base64, box, out _, out var written);
        return done == System.Buffers.OperationStatus.Done && written >= FixedBytes
            && box[0] is >= Form and <= LastForm
            && (!IsRewritten(box[0]) || written >= FixedBytes + ChainLink.Bytes)
            && IsCanonical(base64, box.AsSpan(0, written)) ? box[..written] : null;
    }

    internal static uint KeyNumber(ReadOnlySpan<byte> box) =>
        BinaryPrimitives.ReadUInt32LittleEndian(box[1..]);

    /// <summary>The hash of the payload that the box replaced; empty if it replaced none.</summary>
    internal static ReadOnlySpan<byte> Was(ReadOnlySpan<byte> box) =>
        IsRewritten(box[0]) ? box.Slice(WasAt, ChainLink.Bytes) : default;

    internal static Span<byte> Nonce(Span<byte> box) => box.Slice(NonceAt(box), NonceBytes);

    internal static Span<byte> Cipher(Span<byte> box) =>
        box[(NonceAt(box) + NonceBytes)..^TagBytes];

    internal static Span<byte> Tag(Span<byte> box) => box[^TagBytes..];

    private static int NonceAt(ReadOnlySpan<byte> box) => WasAt + Was(box).Length;

    // The last letter before the padding has unused bits, which must be 0.
    private static bool IsCanonical(ReadOnlySpan<byte> base64, ReadOnlySpan<byte> bytes)
    {
        Span<byte> again = stackalloc byte[4];
        var tail = bytes.Length % 3;
        if (tail == 0) { return true; }
        Base64.EncodeToUtf8(bytes[^tail..], again, out _, out _);
        return base64[^4..].SequenceEqual(again);
    }
}
