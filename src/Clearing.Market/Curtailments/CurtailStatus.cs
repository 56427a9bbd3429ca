namespace Clearing.Market.Curtailments;

/// <summary>
/// What became of a curtailment. When several refusals apply, the first listed here is given.
/// </summary>
[GenerateSerializer, Alias("Clearing.CurtailStatus")]
public enum CurtailStatus
{
    /// <summary>Space is taken back; repeating the curtailment changes nothing.</summary>
    Curtailed = 0,

    /// <summary>The id is malformed.</summary>
    IdMalformed = 1,

    /// <summary>The id stands for another command.</summary>
    IdReused = 2,

    /// <summary>There is no such market.</summary>
    MarketUnknown = 3,

    /// <summary>The market is settled.</summary>
    MarketSettled = 4,

    /// <summary>A round is being cleared.</summary>
    BookClosed = 5,

    /// <summary>The volume is 0 or less.</summary>
    VolumeNotPositive = 6,

    /// <summary>The volume is not a multiple of the lot.</summary>
    VolumeOffLot = 7,

    /// <summary>The volume exceeds the pool's whole lots and all held volume.</summary>
    VolumeAboveCapacity = 8,

    /// <summary>The day is before today or after the period.</summary>
    DayOutOfRange = 9,

    /// <summary>
    /// The market has no configured zone, or its period is none of the zone's kind: no day can be
    /// told to lie in it.
    /// </summary>
    ZoneUnknown = 10,

    /// <summary>It takes more than one operator may: a second one must approve it.</summary>
    ApprovalNeeded = 11,

    /// <summary>The compensation of an award is more than 127 bits of minor units hold.</summary>
    CompensationTooLarge = 12,
}
