using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Clearing.Market.Seal;

/// <summary>The tree of RFC 9162, section 2.1, over leaf hashes of 32 bytes.</summary>
/// <remarks>An unpaired last node goes up unchanged.</remarks>
public static class MerkleTree
{
    /// <summary>The length of a hash in bytes.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    private const byte LeafMark = 0;
    private const byte InnerMark = 1;

    /// <summary>The hash of a leaf.</summary>
    /// <param name="salt">The leaf's salt, 32 bytes.</param>
    /// <param name="row">The row in its canonical form.</param>
    /// <param name="hash">Receives 32 bytes.</param>
    public static void Leaf(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> row, Span<byte> hash)
    {
        Span<byte> text = stackalloc byte[1 + LeafSalts.Length + BookRowText.MaxLength];
        text[0] = LeafMark;
        salt.CopyTo(text[1..]);
        row.CopyTo(text[(1 + LeafSalts.Length)..]);
        SHA256.HashData(text[..(1 + LeafSalts.Length + row.Length)], hash);
    }

    /// <summary>The hash of a tree without leaves.</summary>
    public static byte[] Empty() => SHA256.HashData([]);

    /// <summary>Pairs the nodes of a level, in place.</summary>
    /// <param name="nodes">32 bytes a node; the first half holds the next level after that.</param>
    /// <returns>How many nodes the next level has.</returns>
    public static int Pair(Span<byte> nodes)
    {
        Span<byte> text = stackalloc byte[1 + 2 * HashLength];
        text[0] = InnerMark;
        var count = nodes.Length / HashLength;
        for (var node = 0; node + 1 < count; node += 2)
        {
            nodes.Slice(node * HashLength, 2 * HashLength).CopyTo(text[1..]);
            SHA256.HashData(text, nodes.Slice(node / 2 * HashLength, HashLength));
        }
        if (count % 2 == 1)
        {
            nodes[((count - 1) * HashLength)..].CopyTo(nodes[(count / 2 * HashLength)..]);
        }
        return (count + 1) / 2;
    }

    /// <summary>The root to which a leaf and its audit path lead (section 2.1.3.2).</summary>
    /// <param name="index">The leaf's place, from 0.</param>
    /// <param name="count">How many leaves the tree has.</param>
    /// <param name="leaf">The leaf's hash.</param>
    /// <param name="path">The audit path, from the leaf up.</param>
    /// <returns>The root; null if the path is too long or too short for that place.</returns>
    public static byte[]? Root(
        long index, long count, ReadOnlySpan<byte> leaf, ImmutableArray<byte[]> path)
    {
        if (index < 0 || index >= count) { return null; }
        Span<byte> pair = stackalloc byte[2 * HashLength];
        var node = leaf.ToArray();
        var used = 0;
        for (; count > 1; count = (count + 1) / 2, index /= 2)
        {
            if ((index ^ 1) >= count) { continue; }
            if (used == path.Length || path[used].Length != HashLength) { return null; }
            var isLeft = index % 2 == 0;
            node.CopyTo(pair[(isLeft ? 0 : HashLength)..]);
            path[used++].CopyTo(pair[(isLeft ? HashLength : 0)..]);
            Pair(pair);
            pair[..HashLength].CopyTo(node);
        }
        return used == path.Length ? node : null;
    }
}
