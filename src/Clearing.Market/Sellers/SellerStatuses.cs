namespace Clearing.Market.Sellers;

// One enum per command, with its members in order of precedence; 0 is success.

/// <summary>What became of an amendment.</summary>
[GenerateSerializer, Alias("Clearing.AmendStatus")]
public enum AmendStatus
{
    /// <summary>The bid stands as amended (or did, for the same amendment sent again).</summary>
    Amended = 0,

    /// <summary>The id is not 1 to 128 printable ASCII characters without spaces.</summary>
    IdMalformed = 1,

    /// <summary>The id was used before, for another command.</summary>
    IdReused = 2,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 18,

    /// <summary>The seller has no such bid in this market.</summary>
    BidUnknown = 3,

    /// <summary>The bid is complete, cancelled or expired.</summary>
    BidNotOpen = 4,

    /// <summary>The round's book is closed and not yet cleared.</summary>
    BookClosed = 5,

    /// <summary>The new max volume is below what is already granted.</summary>
    VolumeBelowGranted = 6,

    /// <summary>The max fee is negative.</summary>
    FeeNegative = 7,

    /// <summary>The max fee is not a multiple of the tick.</summary>
    FeeOffTick = 8,

    /// <summary>The max fee is above the program's limit.</summary>
    FeeAboveLimit = 9,

    /// <summary>The max volume is not more than zero.</summary>
    VolumeNotPositive = 10,

    /// <summary>The max volume is not a multiple of the lot.</summary>
    VolumeOffLot = 11,

    /// <summary>The max volume is below the program's limit.</summary>
    VolumeBelowLimit = 12,

    /// <summary>The min volume is negative or above the max volume.</summary>
    MinVolumeOutOfRange = 13,

    /// <summary>The min volume is not a multiple of the lot.</summary>
    MinVolumeOffLot = 14,

    /// <summary>The time in force is not one of the defined values.</summary>
    TimeInForceUnknown = 15,

    /// <summary>The max volume is above the seller's cap in this market.</summary>
    AboveSellerCap = 16,

    /// <summary>The seller gave as many commands in this market as its quota allows.</summary>
    CommandsFull = 19,

    /// <summary>It would be refused, and no more refusals of this seller are remembered.</summary>
    RefusalsFull = 17,
}

/// <summary>What became of a cancellation.</summary>
[GenerateSerializer, Alias("Clearing.CancelStatus")]
public enum CancelStatus
{
    /// <summary>
    /// The rest of the bid is closed (or was, for the same cancellation sent again).
    /// </summary>
    Cancelled = 0,

    /// <summary>The id is not 1 to 128 printable ASCII characters without spaces.</summary>
    IdMalformed = 1,

    /// <summary>The id was used before, for another command.</summary>
    IdReused = 2,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 7,

    /// <summary>The seller has no such bid in this market.</summary>
    BidUnknown = 3,

    /// <summary>The bid is complete, cancelled or expired.</summary>
    BidNotOpen = 4,

    /// <summary>The round's book is closed and not yet cleared.</summary>
    BookClosed = 5,

    /// <summary>It would be refused, and no more refusals of this seller are remembered.</summary>
    RefusalsFull = 6,
}

/// <summary>What became of a relinquishment.</summary>
[GenerateSerializer, Alias("Clearing.RelinquishStatus")]
public enum RelinquishStatus
{
    /// <summary>The volume is on offer (or was put there, for the same one sent again).</summary>
    OnOffer = 0,

    /// <summary>The id is not 1 to 128 printable ASCII characters without spaces.</summary>
    IdMalformed = 1,

    /// <summary>The id was used before, for another command.</summary>
    IdReused = 2,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 8,

    /// <summary>The seller has no such award in this market.</summary>
    AwardUnknown = 3,

    /// <summary>The volume is not more than zero.</summary>
    VolumeNotPositive = 4,

    /// <summary>The volume is more than is held and not yet on offer.</summary>
    VolumeAboveHeld = 5,

    /// <summary>The market is settled.</summary>
    MarketSettled = 6,

    /// <summary>It would be refused, and no more refusals of this seller are remembered.</summary>
    RefusalsFull = 7,
}

/// <summary>What became of a report of sales or use, or of a correction.</summary>
[GenerateSerializer, Alias("Clearing.ReportStatus")]
public enum ReportStatus
{
    /// <summary>The report is in the account (or was, for the same report sent again).</summary>
    Recorded = 0,

    /// <summary>The id is not 1 to 128 printable ASCII characters without spaces.</summary>
    IdMalformed = 1,

    /// <summary>The id was used before, for another report.</summary>
    IdReused = 2,

    /// <summary>The seller has nothing in this market.</summary>
    MarketUnknown = 3,

    /// <summary>The market's credits come from daily facts: nobody reports its sales.</summary>
    CreditsFromDays = 10,

    /// <summary>The market is settled: only corrections count.</summary>
    MarketSettled = 4,

    /// <summary>
    /// The seller has no settled statement in the market, so there is nothing to correct: the market is
    /// not settled, the account was not notified of it yet, or nothing was won or billed.
    /// </summary>
    MarketNotSettled = 5,

    /// <summary>The used volume is negative.</summary>
    UseNegative = 6,

    /// <summary>The note is empty or too long.</summary>
    NoteMalformed = 7,

    /// <summary>The amount is beyond 63 bits of minor units.</summary>
    AmountOutOfRange = 8,

    /// <summary>It would be refused, and no more refusals of this seller are remembered.</summary>
    RefusalsFull = 9,

    /// <summary>It corrects more than one operator may: a second one must approve it.</summary>
    ApprovalNeeded = 11,

    /// <summary>The seller sent as many reports of sales and use as its quota allows.</summary>
    ReportsFull = 12,
}

/// <summary>
/// What became of a review of sales. When several refusals apply, the first listed is returned.
/// </summary>
[GenerateSerializer, Alias("Clearing.ReviewStatus")]
public enum ReviewStatus
{
    /// <summary>The review is recorded; repeating it changes nothing.</summary>
    Reviewed = 0,

    /// <summary>The review's id is malformed.</summary>
    IdMalformed = 5,

    /// <summary>The id was used before, for other content.</summary>
    IdReused = 6,

    /// <summary>The seller has no such report in this market.</summary>
    ReportUnknown = 1,

    /// <summary>The state is not one of the defined values.</summary>
    StateUnknown = 2,

    /// <summary>The reason is empty or too long.</summary>
    ReasonMalformed = 3,

    /// <summary>The market is settled: only corrections count.</summary>
    MarketSettled = 4,
}
