namespace Clearing.Market.Rounds;

/// <summary>Checks a seller's proof offline, from the proof alone.</summary>
public static class ProofCheck
{
    /// <summary>What is wrong with a proof.</summary>
    /// <returns>Null if its book hash commits to every row of it.</returns>
    public static string? Fault(BidProof proof)
    {
        if (!TryBytes(proof.Blind, out var blind)) { return "the blind is not 32 bytes in hex"; }
        if (!TryBytes(proof.Root, out var root)) { return "the root is not 32 bytes in hex"; }
        var hash = Seal.BookHash.Of(blind, proof.Market, proof.Round, proof.Bids, root);
        if (!string.Equals(hash, proof.BookHash, StringComparison.OrdinalIgnoreCase))
        {
            return $"the book hash of market, round, blind, bids and root is {hash}";
        }
        foreach (var row in proof.Rows)
        {
            if (Fault(row, proof.Bids, root) is { } fault)
            {
                return $"the row of bid {row.Row.BidId}: {fault}";
            }
        }
        return null;
    }

    private static string? Fault(ProvenRow proven, long count, byte[] root)
    {
        if (!IdRule.Allows(proven.Row.BidId) || !IdRule.Allows(proven.Row.Seller))
        {
            return "an id is not 1 to 128 printable ASCII characters without spaces";
        }
        if (!TryBytes(proven.Salt, out var salt)) { return "the salt is not 32 bytes in hex"; }
        var path = new List<byte[]>();
        foreach (var text in proven.Path)
        {
            if (!TryBytes(text, out var node)) { return "the path is not 32 bytes a node in hex"; }
            path.Add(node);
        }
        Span<byte> leaf = stackalloc byte[MerkleTree.HashLength];
        MerkleTree.Leaf(salt, BookRowText.Of(proven.Row), leaf);
        var reached = MerkleTree.Root(proven.Index, count, leaf, [.. path]);
        return reached is not null && reached.AsSpan().SequenceEqual(root)
            ? null
            : "its path does not lead to the root";
    }

    private static bool TryBytes(string? hex, out byte[] bytes)
    {
        bytes = new byte[MerkleTree.HashLength];
        return hex is { Length: 2 * MerkleTree.HashLength }
            && Convert.FromHexString(hex, bytes, out _, out var written)
                == System.Buffers.OperationStatus.Done
            && written == bytes.Length;
    }
}
