using System.Buffers.Binary;
using System.Text.Json;

namespace Clearing.Sealing;

/// <summary>The plain form of a text: form number, length and text, padded with zeros.</summary>
/// <remarks>
/// A ciphertext is as long as its plain text, so without padding its length would show how many
/// digits a number has. Nothing is compressed, because anyone who can add guesses and see sizes
/// would learn from a smaller size that a guess is right.
/// </remarks>
public static class Padding
{
    /// <summary>The length of a plain form is a multiple of this many bytes.</summary>
    public const int Unit = 64;

    /// <summary>The form number of a JSON text.</summary>
    public const byte Json = 0;

    // An event with more numbers than this is of so many bids or awards that its length is that
    // of none of them; it would grow to more than twice its size.
    private const int MostNumbers = 1_000;

    // The lowest number of 64 bits has this many characters.
    private const int WidestNumber = 20;

    private const int Before = 1 + sizeof(uint);

    /// <summary>A length rounded up to a multiple of <see cref="Unit"/>.</summary>
    /// <param name="bytes">The length in bytes; 0 or more.</param>
    public static int Padded(int bytes) => (bytes + Unit - 1) / Unit * Unit;

    /// <summary>The plain form of a JSON text.</summary>
    /// <param name="json">The text in UTF-8.</param>
    public static byte[] OfJson(ReadOnlySpan<byte> json) => Of(json, Padded(Before + json.Length));

    /// <summary>
    /// The plain form of an event's JSON text, as long as if all its numbers had their most digits.
    /// </summary>
    /// <remarks>So the digits of up to 1,000 numbers never change the length.</remarks>
    /// <param name="json">The text in UTF-8.</param>
    /// <exception cref="JsonException">It is no JSON text.</exception>
    public static byte[] OfEvent(ReadOnlySpan<byte> json) => Of(json, PaddedAtWidest(json));

    private static byte[] Of(ReadOnlySpan<byte> json, int length)
    {
        var plain = new byte[length];
        plain[0] = Json;
        BinaryPrimitives.WriteUInt32LittleEndian(plain.AsSpan(1), (uint)json.Length);
        json.CopyTo(plain.AsSpan(Before));
        return plain;
    }

    /// <summary>
    /// Reads the JSON text of a plain form; false if the form is another one or is damaged.
    /// </summary>
    /// <param name="plain">A plain form.</param>
    /// <param name="json">The text in UTF-8; it shares memory with the plain form.</param>
    public static bool TryJson(ReadOnlyMemory<byte> plain, out ReadOnlyMemory<byte> json)
    {
        json = default;
        var bytes = plain.Span;
        if (bytes.Length < Unit || bytes.Length % Unit != 0 || bytes[0] != Json) { return false; }
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]);
        if (length > bytes.Length - Before
            || bytes[(Before + (int)length)..].ContainsAnyExcept((byte)0))
        {
            return false;
        }
        json = plain.Slice(Before, (int)length);
        return Padded(Before + (int)length) == bytes.Length || IsAtWidest(json.Span, bytes.Length);
    }

    private static bool IsAtWidest(ReadOnlySpan<byte> json, int length)
    {
        try
        {
            return PaddedAtWidest(json) == length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int PaddedAtWidest(ReadOnlySpan<byte> json)
    {
        var (numbers, missing) = (0, 0);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.Number) { continue; }
            missing += Math.Max(0, WidestNumber - reader.ValueSpan.Length);
            if (++numbers > MostNumbers) { return Padded(Before + json.Length); }
        }
        return Padded(Before + json.Length + missing);
    }
}
