namespace Clearing.Market.Bids;

/// <summary>
/// What became of a bid. When several refusals apply, the first listed here is returned.
/// </summary>
[GenerateSerializer, Alias("Clearing.BidStatus")]
public enum BidStatus
{
    /// <summary>The bid stands (or stood, for the same bid placed again).</summary>
    Accepted = 0,

    /// <summary>The bid id is not 1 to 128 printable ASCII characters without spaces.</summary>
    BidIdMalformed = 1,

    /// <summary>The seller id is not 1 to 128 printable ASCII characters without spaces.</summary>
    SellerIdMalformed = 2,

    /// <summary>The bid id was used before, for other content.</summary>
    BidIdReused = 3,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 4,

    /// <summary>The max fee is negative.</summary>
    FeeNegative = 5,

    /// <summary>The max fee is not a multiple of the market's tick.</summary>
    FeeOffTick = 6,

    /// <summary>The max fee is above the program's limit.</summary>
    FeeAboveLimit = 7,

    /// <summary>The max volume is not more than zero.</summary>
    VolumeNotPositive = 8,

    /// <summary>The max volume is not a multiple of the market's lot.</summary>
    VolumeOffLot = 9,

    /// <summary>The max volume is below the program's limit.</summary>
    VolumeBelowLimit = 10,

    /// <summary>The min volume is negative or above the max volume.</summary>
    MinVolumeOutOfRange = 11,

    /// <summary>The min volume is not a multiple of the market's lot.</summary>
    MinVolumeOffLot = 12,

    /// <summary>The time in force is not one of the defined values.</summary>
    TimeInForceUnknown = 13,

    /// <summary>The market is settled: it takes no more bids.</summary>
    MarketSettled = 14,

    /// <summary>The max volume is above the seller's cap in this market.</summary>
    AboveSellerCap = 15,

    /// <summary>The seller has as many open bids in this market as its quota allows.</summary>
    OpenBidsFull = 16,

    /// <summary>The seller gave as many commands in this market as its quota allows.</summary>
    CommandsFull = 18,

    /// <summary>It would be refused, and no more refusals of this seller are remembered.</summary>
    RefusalsFull = 17,
}
