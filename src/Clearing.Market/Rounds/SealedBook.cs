namespace Clearing.Market.Rounds;

/// <summary>What the bids of a cleared round were granted, and what they wanted beyond.</summary>
internal sealed class SealedBook
{
    private readonly BidBook _bids;

    /// <summary>Looks back at a cleared round.</summary>
    /// <param name="bids">The present book.</param>
    /// <param name="book">The closed book of the round.</param>
    /// <param name="facts">Its outcome.</param>
    public SealedBook(BidBook bids, ClosedBook book, RoundCleared facts)
    {
        _bids = bids;
        Lowest = facts.LowestGranted?.Micros;
        Rests = book.Wants();
        Granted = new long[Rests.Length];
        for (var i = 0; i < facts.AwardSequences.Length; i++)
        {
            var row = facts.AwardSequences[i] - 1;
            Granted[row] = facts.AwardVolumes[i];
            Rests[row] -= facts.AwardVolumes[i];
        }
    }

    /// <summary>The lowest granted fee, micros; null if nothing was granted.</summary>
    public long? Lowest { get; }

    /// <summary>What each row was granted in the round.</summary>
    public long[] Granted { get; }

    /// <summary>What each row wanted beyond that.</summary>
    public long[] Rests { get; }

    /// <summary>The rows that have a part, by descending fee.</summary>
    public IEnumerable<(long Fee, int Seller, long Volume)> ByFee(long[] part)
    {
        var rows = new List<int>();
        for (var row = 0; row < part.Length; row++)
        {
            if (part[row] > 0) { rows.Add(row); }
        }
        var (keys, ordered) = (rows.ConvertAll(row => -_bids.Fees[row]).ToArray(), rows.ToArray());
        Array.Sort(keys, ordered);
        foreach (var row in ordered)
        {
            yield return (_bids.Fees[row], _bids.SellerNumbers[row], part[row]);
        }
    }

    /// <summary>
    /// True if at least one seller, but fewer than <paramref name="enough"/>, have other rests than
    /// in another round: then the two curves together would show theirs.
    /// </summary>
    public bool IsCloseTo(SealedBook other, int enough)
    {
        var suspects = new HashSet<int>();
        for (var row = 0; row < Math.Max(Rests.Length, other.Rests.Length); row++)
        {
            if (RestOf(row) != other.RestOf(row)) { suspects.Add(_bids.SellerNumbers[row]); }
        }
        var differ = 0;
        foreach (var seller in suspects)
        {
            if (!RestsOf(seller).SetEquals(other.RestsOf(seller)) && ++differ >= enough)
            {
                return false;
            }
        }
        return differ > 0;
    }

    private long RestOf(int row) => row < Rests.Length ? Rests[row] : 0;

    private HashSet<(string Bid, long Fee, long Left)> RestsOf(int seller) =>
    [
        .. _bids.RowsOf(seller).Where(row => RestOf(row) > 0)
            .Select(row => (_bids.IdOf(row), _bids.Fees[row], Rests[row])),
    ];
}
