namespace Clearing.Allocation.Facts;

/// <summary>
/// What became of a report or a return. When several refusals apply, the first listed here is
/// given (README, chapter 2).
/// </summary>
/// <remarks>
/// A recorded fact, and a report whose revision was taken, keep their id: sent again with the same
/// content, they get their first answer. Any other refusal leaves the id free.
/// </remarks>
[GenerateSerializer, Alias("Clearing.FactStatus")]
public enum FactStatus
{
    /// <summary>The fact is recorded; repeating it changes nothing.</summary>
    Recorded = 0,

    /// <summary>The id is not 1 to 64 letters, digits and <c>. _ : -</c>.</summary>
    IdMalformed = 1,

    /// <summary>The id stands for another report or return.</summary>
    IdReused = 2,

    /// <summary>No such zone is configured.</summary>
    ZoneUnknown = 3,

    /// <summary>The day is after today in the region's time zone.</summary>
    DayInFuture = 4,

    /// <summary>The day is before the oldest day of which facts are taken.</summary>
    DayTooOld = 5,

    /// <summary>A volume is below 0.</summary>
    VolumeNegative = 6,

    /// <summary>A number of units is below 0.</summary>
    UnitsNegative = 7,

    /// <summary>Excess or stranded units exceed those on hand, or those are unknown.</summary>
    PartAboveWhole = 8,

    /// <summary>The share in stock is outside 0 to 1_000_000.</summary>
    ShareOutOfRange = 9,

    /// <summary>A returned amount is 0 or less.</summary>
    AmountNotPositive = 10,

    /// <summary>An amount is outside ±(2^63 − 1) minor units.</summary>
    AmountOutOfRange = 11,

    /// <summary>The revision is below 0.</summary>
    RevisionNegative = 12,

    /// <summary>
    /// A volume or a number of units is above <see cref="DayFigures.MaxVolume"/>.
    /// </summary>
    VolumeTooLarge = 13,

    /// <summary>
    /// The seller has <see cref="FactBook.MaxFacts"/> reports and returns in the zone.
    /// </summary>
    FactsFull = 15,

    /// <summary>Another report has this revision of the day. This answer is permanent.</summary>
    RevisionTaken = 14,
}
