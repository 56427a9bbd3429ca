using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Market.Seal;

/// <summary>The three keys that follow from a round's nonce.</summary>
/// <remarks>None of them reveals the nonce or another key.</remarks>
public sealed class RoundKeys
{
    /// <summary>The keys of a round.</summary>
    /// <param name="nonce">The round's secret.</param>
    /// <param name="market">The market's key.</param>
    /// <param name="round">The round's number.</param>
    public RoundKeys(RoundNonce nonce, string market, int round)
    {
        Salts = Derive(nonce, "clearing/v2/leaf-salts\0"u8, market, round);
        Blind = Derive(nonce, "clearing/v2/book-blind\0"u8, market, round);
        Result = Derive(nonce, "clearing/v2/result-blind\0"u8, market, round);
    }

    /// <summary>The key of the salts of the book's leaves, 32 bytes.</summary>
    public byte[] Salts { get; }

    /// <summary>Blinds the book's hash, 32 bytes; for everyone once the round is cleared.</summary>
    public byte[] Blind { get; }

    /// <summary>Blinds the result's hash, 32 bytes.</summary>
    public byte[] Result { get; }

    private static byte[] Derive(
        RoundNonce nonce, ReadOnlySpan<byte> label, string market, int round)
    {
        var name = Encoding.UTF8.GetBytes(market);
        var text = new byte[label.Length + sizeof(long) + name.Length + sizeof(long)];
        label.CopyTo(text);
        var rest = text.AsSpan(label.Length);
        BinaryPrimitives.WriteInt64LittleEndian(rest, name.Length);
        name.CopyTo(rest[sizeof(long)..]);
        BinaryPrimitives.WriteInt64LittleEndian(rest[(sizeof(long) + name.Length)..], round);
        return HMACSHA256.HashData(nonce.Bytes, text);
    }
}
