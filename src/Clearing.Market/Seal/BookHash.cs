using System.Text;

namespace Clearing.Market.Seal;

/// <summary>
/// The hash of a closed book, version 2: a blinded commitment to the root of a tree.
/// </summary>
/// <remarks>
/// It is binding, and as long as the blind is unknown it reveals nothing, not even how many bids
/// there are.
/// </remarks>
public static class BookHash
{
    /// <summary>The version of hashes from now on; rounds of older journals have 1.</summary>
    public const int Version = 2;

    /// <summary>The hash in lower-case hexadecimal digits.</summary>
    /// <param name="blind">The round's blind, 32 bytes.</param>
    /// <param name="market">The market's key.</param>
    /// <param name="round">The round's number.</param>
    /// <param name="count">How many bids are in the book.</param>
    /// <param name="root">The root of the tree over them.</param>
    public static string Of(byte[] blind, string market, int round, long count, byte[] root)
    {
        using var hash = new SealHash("clearing/v2/book\0"u8);
        hash.Raw(blind);
        hash.Text(Encoding.UTF8.GetBytes(market));
        hash.Number(round);
        hash.Number(count);
        hash.Raw(root);
        return Convert.ToHexStringLower(hash.Finish());
    }
}
