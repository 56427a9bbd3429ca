namespace Clearing.Allocation.Bases;

/// <summary>
/// What became of a cut of bases. When several refusals apply, the first listed here is given.
/// </summary>
[GenerateSerializer, Alias("Clearing.BaseCutStatus")]
public enum BaseCutStatus
{
    /// <summary>The bases are cut; repeating the cut changes nothing.</summary>
    Cut = 0,

    /// <summary>The id is not 1 to 64 letters, digits and <c>. _ : -</c>.</summary>
    IdMalformed = 1,

    /// <summary>The id stands for another command.</summary>
    IdReused = 2,

    /// <summary>No such zone is configured.</summary>
    ZoneUnknown = 3,

    /// <summary>The period is neither a month nor a quarter of the zone's kind.</summary>
    PeriodMalformed = 4,

    /// <summary>The period's bases are not confirmed.</summary>
    NotConfirmed = 5,

    /// <summary>The volume is 0 or less.</summary>
    VolumeNotPositive = 6,

    /// <summary>
    /// The cut begins fewer than <c>base_cut_notice_days</c> after today, or before an earlier cut
    /// of the period.
    /// </summary>
    NoticeTooShort = 7,

    /// <summary>
    /// A run or another cut of the zone is being computed or announced: what the bases come to is
    /// not known yet.
    /// </summary>
    RunUnderWay = 8,

    /// <summary>The volume is more than all regular bases have above the floor.</summary>
    VolumeAboveBase = 9,

    /// <summary>The cut begins after the period.</summary>
    DayOutOfRange = 10,
}
