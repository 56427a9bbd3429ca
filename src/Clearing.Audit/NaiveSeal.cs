using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Audit;

/// <summary>Seals a round exactly as defined; it shares no code with the market.</summary>
public static class NaiveSeal
{
    /// <summary>A key derived from a nonce.</summary>
    public static byte[] Key(byte[] nonce, string label, string market, int round)
    {
        byte[] text =
            [.. Encoding.ASCII.GetBytes($"clearing/v2/{label}\0"), .. L(market), .. I64(round)];
        return HMACSHA256.HashData(nonce, text);
    }

    /// <summary>The hash of a closed book with the given rows.</summary>
    public static string BookHash(
        byte[] nonce, string market, int round, IReadOnlyList<byte[]> rows)
    {
        var blind = Key(nonce, "book-blind", market, round);
        byte[] text =
        [
            .. Encoding.ASCII.GetBytes("clearing/v2/book\0"), .. blind, .. L(market), .. I64(round),
            .. I64(rows.Count), .. Root(nonce, market, round, rows),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(text));
    }

    /// <summary>The root of the tree over the rows.</summary>
    public static byte[] Root(byte[] nonce, string market, int round, IReadOnlyList<byte[]> rows)
    {
        var key = Key(nonce, "leaf-salts", market, round);
        return Tree([.. rows.Select((row, i) => Leaf(Salt(key, i), row))]);
    }

    /// <summary>The salt of a leaf: two blocks of the key stream of AES-256-CTR.</summary>
    public static byte[] Salt(byte[] key, int leaf)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return [.. new[] { 2 * leaf, (2 * leaf) + 1 }.SelectMany(counter =>
            aes.EncryptEcb([.. new byte[12], .. BigEndian(counter)], PaddingMode.None))];
    }

    /// <summary>The hash of a leaf.</summary>
    public static byte[] Leaf(byte[] salt, byte[] row) => SHA256.HashData([0, .. salt, .. row]);

    // RFC 9162, section 2.1.1: split at the largest power of two below the number of leaves.
    private static byte[] Tree(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.IsEmpty) { return SHA256.HashData([]); }
        if (leaves.Length == 1) { return leaves[0]; }
        var split = 1;
        while (split * 2 < leaves.Length) { split *= 2; }
        return SHA256.HashData([1, .. Tree(leaves[..split]), .. Tree(leaves[split..])]);
    }

    private static byte[] L(string text) => [.. I64(text.Length), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] I64(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] BigEndian(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
