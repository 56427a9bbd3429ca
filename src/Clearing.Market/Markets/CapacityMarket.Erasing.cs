using System.Collections.Immutable;
using Clearing.Market.Erasing;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    /// <summary>
    /// The leaves that a seller has in a book that is about to be closed as it was recorded,
    /// together with those that were erased before.
    /// </summary>
    /// <remarks>To be asked of a market in the state just before the close.</remarks>
    /// <param name="seller">The seller who is erased.</param>
    /// <param name="recorded">The recorded close.</param>
    /// <returns>By place; default if there are none.</returns>
    public ImmutableArray<ErasedLeaf> LeavesOf(string seller, RoundClosed recorded)
    {
        var leaves = recorded.ErasedLeaves.IsDefault ? [] : recorded.ErasedLeaves.ToList();
        var (rows, index) = (new OpenRows(_bids, _bids.Count), 0L);
        Span<byte> text = stackalloc byte[BookRowText.MaxLength];
        using var salts = recorded.Nonce is { } nonce
            ? new LeafSalts(new RoundKeys(nonce, Key, recorded.Round).Salts)
            : null;
        Span<byte> salt = stackalloc byte[LeafSalts.Length];
        Span<byte> hash = stackalloc byte[MerkleTree.HashLength];
        for (var row = 0; row < rows.Rows; row++)
        {
            var length = rows.Write(row, text);
            if (length == 0) { continue; }
            if (_bids.SellerOf(row) == seller)
            {
                salts?.Fill((int)index, salt);
                if (salts is not null) { MerkleTree.Leaf(salt, text[..length], hash); }
                leaves.Add(new(index, salts is null ? "" : Convert.ToHexStringLower(hash)));
            }
            index++;
        }
        return leaves.Count == 0 ? default : [.. leaves.OrderBy(leaf => leaf.Index)];
    }
}
