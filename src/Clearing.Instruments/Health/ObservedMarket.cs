namespace Clearing.Instruments.Health;

/// <summary>An award as a monitor sees it; the seller is a name or a number as text.</summary>
/// <param name="Bid">The bid.</param>
/// <param name="Seller">Its seller.</param>
/// <param name="Entered">The round in which the bid was first in the book.</param>
/// <param name="Volume">Cubic feet granted.</param>
/// <param name="Released">Cubic feet of that which were given back and granted to others.</param>
/// <param name="MaxFee">Micros per cubic foot.</param>
/// <param name="FinalFee">The fee after all rounds, micros.</param>
public sealed record ObservedAward(
    string Bid, string Seller, int Entered, long Volume, long Released, long MaxFee, long FinalFee);

/// <summary>A cleared round as a monitor sees it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Available">Cubic feet that could be granted.</param>
/// <param name="Fresh">Cubic feet granted from fresh capacity.</param>
/// <param name="Demand">Cubic feet that eligible bids asked for.</param>
/// <param name="Fee">The round fee, micros; null without an award.</param>
/// <param name="RepricedTo">
/// The fee to which earlier awards were lowered; null if none were.
/// </param>
/// <param name="Awards">Its awards.</param>
public sealed record ObservedRound(
    int Number, long Available, long Fresh, Int128 Demand, long? Fee, long? RepricedTo,
    IReadOnlyList<ObservedAward> Awards)
{
    // Every award is compared with these, so that they are found once.

    /// <summary>Cubic feet granted.</summary>
    public long Granted { get; } = Awards.Sum(award => award.Volume);

    /// <summary>The lowest max fee that got volume; null without an award.</summary>
    public long? Lowest { get; } = LowestAbove(Awards, fee: null);

    /// <summary>The next higher max fee that got volume; null if there is none.</summary>
    public long? Next { get; } = LowestAbove(Awards, LowestAbove(Awards, fee: null));

    /// <summary>The fee at which a twentieth of the volume is counted from below.</summary>
    public long? Depth
    {
        get
        {
            var (sum, needed) = ((Int128)0, ((Int128)Granted + 19) / 20);
            foreach (var award in Awards.OrderBy(award => award.MaxFee))
            {
                sum += award.Volume;
                if (sum >= needed) { return award.MaxFee; }
            }
            return null;
        }
    }

    private static long? LowestAbove(IReadOnlyList<ObservedAward> awards, long? fee)
    {
        long? lowest = null;
        foreach (var award in awards)
        {
            if (award.MaxFee > (fee ?? -1) && !(award.MaxFee >= lowest))
            {
                lowest = award.MaxFee;
            }
        }
        return lowest;
    }
}

/// <summary>A market as a monitor sees it.</summary>
/// <param name="Market">Its name.</param>
/// <param name="Capacity">All cubic feet that joined its pool.</param>
/// <param name="Demand">
/// Cubic feet that each seller asked for over all rounds: the max volumes of its bids, each as it was
/// in the last closed book with the bid.
/// </param>
/// <param name="Rounds">Its cleared rounds.</param>
public sealed record ObservedMarket(
    string Market, long Capacity, IReadOnlyDictionary<string, Int128> Demand,
    IReadOnlyList<ObservedRound> Rounds)
{
    /// <summary>The region; the name itself if it has none.</summary>
    public string Region => Market.Split('/')[0];

    /// <summary>Sales that each seller reported, dollars or other major units.</summary>
    public IReadOnlyDictionary<string, double> Sales { get; init; } =
        new Dictionary<string, double>();

    /// <summary>Returns as a part of sales, by seller.</summary>
    public IReadOnlyDictionary<string, double> Returns { get; init; } =
        new Dictionary<string, double>();

    /// <summary>Credit earned per dollar of sales.</summary>
    public double CreditRate { get; init; }

    /// <summary>The highest max fee a bid may have, micros; null without a limit.</summary>
    public long? HighestMaxFee { get; init; }

    /// <summary>All awards.</summary>
    public IEnumerable<ObservedAward> Awards => Rounds.SelectMany(round => round.Awards);

    /// <summary>What all awards are charged, major units.</summary>
    public double Charges => Awards.Sum(award =>
        award.FinalFee / 1e6 * (award.Volume - award.Released));
}
