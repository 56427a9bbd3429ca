namespace Clearing.Market.Rounds;

/// <summary>Bids taken together for one step of a sealed curve.</summary>
/// <param name="rules">How many sellers and how much volume are enough.</param>
internal sealed class CurveGroup(MarketConfig rules)
{
    private const int MostOfFive = 4;

    private readonly Dictionary<int, Int128> _bySeller = [];
    private Int128 _most;

    /// <summary>The lowest band taken; bands are numbered by their lowest fee.</summary>
    public long Band { get; private set; } = long.MaxValue;

    /// <summary>Cubic feet.</summary>
    public Int128 Volume { get; private set; }

    /// <summary>
    /// True if there are enough sellers and enough volume, and no seller has more than four fifths
    /// of it.
    /// </summary>
    public bool IsEnough =>
        _bySeller.Count >= rules.CurveMinBids && Volume >= rules.CurveMinVolume.Value
        && _most * 5 <= Volume * MostOfFive;

    /// <summary>Adds a part of a bid; bids come by descending fee.</summary>
    public void Add(long band, int seller, long volume)
    {
        Band = band;
        Add(seller, volume);
    }

    /// <summary>Adds all of a group that is below this one.</summary>
    public void Join(CurveGroup lower)
    {
        if (lower.Volume == 0) { return; }
        foreach (var (seller, volume) in lower._bySeller) { Add(seller, volume); }
        Band = lower.Band;
    }

    private void Add(int seller, Int128 volume)
    {
        var all = _bySeller.GetValueOrDefault(seller) + volume;
        _bySeller[seller] = all;
        (_most, Volume) = (Int128.Max(_most, all), Volume + volume);
    }
}
