namespace Clearing.Contracts;

/// <summary>
/// Why a market was not replayed. When several apply, the first listed is returned.
/// </summary>
[GenerateSerializer, Alias("Clearing.ReplayStatus")]
public enum ReplayStatus
{
    /// <summary>It was replayed.</summary>
    Replayed = 0,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 1,

    /// <summary>The market is not settled: its losing bids are sealed.</summary>
    MarketNotSettled = 2,

    /// <summary>It has more bids than are replayed.</summary>
    TooManyBids = 3,

    /// <summary>No round of it was cleared.</summary>
    RoundUnknown = 4,

    /// <summary>The seller has no such bid in the market.</summary>
    BidUnknown = 5,

    /// <summary>The market would refuse the other bid.</summary>
    BidRefused = 6,

    /// <summary>No round with the bid is cleared yet.</summary>
    BidNotCleared = 7,

    /// <summary>The other rules contradict each other.</summary>
    RulesRefused = 8,
}
