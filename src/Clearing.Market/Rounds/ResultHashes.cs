using System.Security.Cryptography;
using System.Text;

namespace Clearing.Market.Rounds;

/// <summary>
/// The hashes of a round's outcome, and of a closed book in version 1; README.md gives their text.
/// </summary>
internal static class ResultHashes
{
    private const int Block = 1 << 16;

    /// <summary>SHA-256, hex, of a closed book in version 1: it keeps no secret.</summary>
    public static string OfOldBook(IBookRows book)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[Block];
        var used = 0;
        for (var row = 0; row < book.Rows; row++)
        {
            if (used + BookRowText.MaxLength > Block)
            {
                hash.AppendData(block, 0, used);
                used = 0;
            }
            used += book.Write(row, block.AsSpan(used));
        }
        hash.AppendData(block, 0, used);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>SHA-256, hex, of a book's hash, a round's terms and its outcome.</summary>
    /// <param name="market">The market's key.</param>
    /// <param name="closed">The close of its book, whose version it has.</param>
    /// <param name="cleared">The outcome.</param>
    public static string OfOutcome(string market, RoundClosed closed, RoundCleared cleared)
    {
        using var hash = new SealHash();
        if (closed.Nonce is { } nonce)
        {
            hash.Raw("clearing/v2/result\0"u8);
            hash.Raw(new RoundKeys(nonce, market, closed.Round).Result);
            hash.Text(Encoding.UTF8.GetBytes(market));
        }
        hash.Text(Encoding.ASCII.GetBytes(closed.BookHash));
        hash.Number(cleared.Terms.Round);
        hash.Number(cleared.Terms.CapacityDelta.Value);
        hash.Number(cleared.Terms.Reserve.Micros);
        hash.Number(cleared.CapacityDelta.Value);
        hash.Number(cleared.Available.Value);
        hash.Number((long)(cleared.EligibleDemand >> 63));
        hash.Number((long)(cleared.EligibleDemand & long.MaxValue));
        hash.Number(cleared.LowestGranted?.Micros ?? -1);
        hash.Number(cleared.RoundFee?.Micros ?? -1);
        hash.Number(cleared.RepricedTo?.Micros ?? -1);
        hash.Numbers(cleared.AwardSequences.AsSpan());
        hash.Numbers(cleared.AwardVolumes.AsSpan());
        hash.Numbers(cleared.SellerCapped.AsSpan());
        hash.Numbers(cleared.MinFillMissed.AsSpan());
        hash.Number(cleared.Releases.Length);
        foreach (var release in cleared.Releases)
        {
            if (closed.Nonce is not null) { hash.Text(Encoding.ASCII.GetBytes(release.Seller!)); }
            hash.Text(Encoding.ASCII.GetBytes(release.AwardId));
            hash.Number(release.Volume.Value);
        }
        return Convert.ToHexStringLower(hash.Finish());
    }
}
