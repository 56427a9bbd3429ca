using System.Collections.Immutable;
using Clearing.Market.Erasing;

namespace Clearing.Market.Seal;

/// <summary>The tree over a closed book, kept from its tenth level up.</summary>
/// <remarks>
/// A proof computes the 1,024 leaves of its block again: 62 KB are kept for a million bids, not 64
/// MB.
/// </remarks>
internal sealed class BookTree
{
    private const int Block = 1024;
    private const int Hash = MerkleTree.HashLength;

    private readonly IBookRows _rows;
    private readonly byte[] _saltsKey;
    private readonly Dictionary<long, byte[]> _erased;
    private readonly List<int> _firstRows = [];
    private readonly List<byte[]> _levels = [];

    /// <summary>Builds the tree of a book.</summary>
    /// <param name="rows">The book.</param>
    /// <param name="saltsKey">The key of the leaves' salts.</param>
    /// <param name="erased">The leaves whose rows no longer have the names they had.</param>
    public BookTree(
        IBookRows rows, byte[] saltsKey, ImmutableArray<ErasedLeaf> erased = default)
    {
        (_rows, _saltsKey) = (rows, saltsKey);
        _erased = erased.IsDefaultOrEmpty
            ? []
            : erased.ToDictionary(leaf => leaf.Index, leaf => Convert.FromHexString(leaf.Hash));
        using var salts = new LeafSalts(saltsKey);
        var tops = new List<byte>();
        var (buffer, scratch) = (new byte[Block * Hash], new byte[Block * Hash]);
        for (var row = 0; row < rows.Rows;)
        {
            var first = row;
            var leaves = Fill(salts, ref row, buffer, scratch);
            if (leaves == 0) { break; }
            _firstRows.Add(first);
            Count += leaves;
            while (leaves > 1) { leaves = MerkleTree.Pair(buffer.AsSpan(0, leaves * Hash)); }
            tops.AddRange(buffer.AsSpan(0, Hash));
        }
        for (var level = tops.ToArray(); level.Length > 0;)
        {
            _levels.Add(level);
            if (level.Length == Hash) { break; }
            var next = level.ToArray();
            level = next[..(MerkleTree.Pair(next) * Hash)];
        }
    }

    /// <summary>How many leaves it has.</summary>
    public int Count { get; private set; }

    /// <summary>The root.</summary>
    public byte[] Root => _levels is [.., var top] ? top : MerkleTree.Empty();

    /// <summary>The place, salt and audit path of a row that is in the book.</summary>
    /// <param name="row">The row, from 0.</param>
    public (int Index, byte[] Salt, ImmutableArray<byte[]> Path) Prove(int row)
    {
        var block = _firstRows.BinarySearch(row);
        if (block < 0) { block = ~block - 1; }
        var index = (block * Block) + HeldBefore(_firstRows[block], row);
        var (buffer, scratch) = (new byte[Block * Hash], new byte[Block * Hash]);
        using var salts = new LeafSalts(_saltsKey);
        var from = _firstRows[block];
        var nodes = Fill(salts, ref from, buffer, scratch, block);
        var salt = new byte[LeafSalts.Length];
        salts.Fill(index, salt);
        var path = ImmutableArray.CreateBuilder<byte[]>();
        var place = index % Block;
        for (; nodes > 1; place /= 2)
        {
            AddSibling(path, buffer.AsSpan(0, nodes * Hash), place);
            nodes = MerkleTree.Pair(buffer.AsSpan(0, nodes * Hash));
        }
        place = block;
        foreach (var level in _levels)
        {
            AddSibling(path, level, place);
            place /= 2;
        }
        return (index, salt, path.DrainToImmutable());
    }

    private static void AddSibling(
        ImmutableArray<byte[]>.Builder path, ReadOnlySpan<byte> nodes, int place)
    {
        var sibling = place ^ 1;
        if (sibling * Hash < nodes.Length)
        {
            path.Add(nodes.Slice(sibling * Hash, Hash).ToArray());
        }
    }

    private int HeldBefore(int from, int row)
    {
        Span<byte> text = stackalloc byte[BookRowText.MaxLength];
        var held = 0;
        for (; from < row; from++) { held += _rows.Write(from, text) > 0 ? 1 : 0; }
        return held;
    }

    // Writes the leaves of the next block; the row goes on to the one after them.
    private int Fill(LeafSalts salts, ref int row, byte[] leaves, byte[] scratch, int? block = null)
    {
        Span<byte> text = stackalloc byte[BookRowText.MaxLength];
        var first = (block * Block) ?? Count;
        salts.Fill(first, scratch);
        var count = 0;
        for (; row < _rows.Rows && count < Block; row++)
        {
            var length = _rows.Write(row, text);
            if (length == 0) { continue; }
            var at = count * Hash;
            if (_erased.GetValueOrDefault(first + count++) is { } kept)
            {
                kept.CopyTo(leaves.AsSpan(at, Hash));
                continue;
            }
            MerkleTree.Leaf(scratch.AsSpan(at, Hash), text[..length], leaves.AsSpan(at, Hash));
        }
        return count;
    }
}
