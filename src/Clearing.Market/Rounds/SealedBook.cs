namespace Clearing.Market.Rounds;

/// <summary>What the bids of a cleared round were granted, and what they wanted beyond.</summary>
internal sealed class SealedBook
{
    private readonly BidBook _bids;
    private readonly IReadOnlyList<ClearedRound> _rounds;
    private readonly int _index;

    /// <summary>Looks back at a cleared round.</summary>
    /// <param name="bids">The present book.</param>
    /// <param name="rounds">The cleared rounds.</param>
    /// <param name="index">The round's index.</param>
    public SealedBook(BidBook bids, IReadOnlyList<ClearedRound> rounds, int index)
    {
        (_bids, _rounds, _index) = (bids, rounds, index);
        var facts = rounds[index].Facts;
        Lowest = facts.LowestGranted?.Micros;
        Rests = new ClosedBook(bids, rounds, index).Wants();
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

    /// <summary>The marks of the bids, in steps.</summary>
    /// <param name="bounds">The lowest fees of all steps but the last, descending.</param>
    public CurveMarks Marks(long[] bounds)
    {
        var asked = (long[])Rests.Clone();
        for (var round = 0; round <= _index; round++)
        {
            var facts = _rounds[round].Facts;
            for (var i = 0; i < facts.AwardSequences.Length; i++)
            {
                asked[facts.AwardSequences[i] - 1] += facts.AwardVolumes[i];
            }
        }
        var marks = new CurveMarks(bounds);
        for (var row = 0; row < asked.Length; row++)
        {
            if (asked[row] == 0) { continue; }
            marks.Add(
                _bids.Fees[row], _bids.SellerNumbers[row], _bids.NumberOf(row), Rests[row],
                asked[row]);
        }
        return marks;
    }
}
