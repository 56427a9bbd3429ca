namespace Clearing.Market.Curtailments;

/// <summary>
/// What became of ending the rest of an award. When several refusals apply, the first listed here is
/// given.
/// </summary>
[GenerateSerializer, Alias("Clearing.RestEndStatus")]
public enum RestEndStatus
{
    /// <summary>The rest is in the pool; repeating it changes nothing.</summary>
    Ended = 0,

    /// <summary>The id is not 1 to 128 printable ASCII characters without spaces.</summary>
    IdMalformed = 1,

    /// <summary>The id was used before, for another command.</summary>
    IdReused = 2,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 8,

    /// <summary>The seller has no such award in this market.</summary>
    AwardUnknown = 3,

    /// <summary>The market is settled.</summary>
    MarketSettled = 4,

    /// <summary>A round is being cleared.</summary>
    BookClosed = 5,

    /// <summary>
    /// No curtailment left the award with less than its min volume, or all of the rest is on offer.
    /// </summary>
    NotBelowMin = 6,

    /// <summary>More than 7 days have passed since the curtailment's day.</summary>
    EndedTooLate = 7,

    /// <summary>
    /// As many refusals of the seller are kept as its quota allows; nothing was decided.
    /// </summary>
    RefusalsFull = 9,
}
