namespace Clearing.Allocation.Bases;

/// <summary>
/// What became of an override. When several refusals apply, the first listed here is given.
/// </summary>
[GenerateSerializer, Alias("Clearing.OverrideStatus")]
public enum OverrideStatus
{
    /// <summary>The override is set; repeating it changes nothing.</summary>
    Set = 0,

    /// <summary>No such zone is configured.</summary>
    ZoneUnknown = 1,

    /// <summary>The period is neither a month nor a quarter of the zone's kind.</summary>
    PeriodMalformed = 2,

    /// <summary>The seller takes no part in the zone.</summary>
    SellerUnknown = 3,

    /// <summary>The note is not 1 to 500 characters.</summary>
    NoteMalformed = 6,

    /// <summary>The volume is below 0.</summary>
    VolumeNegative = 4,

    /// <summary>The volume is above 10^13 cubic feet.</summary>
    VolumeTooLarge = 5,

    /// <summary>The period's bases are confirmed.</summary>
    AlreadyConfirmed = 7,

    /// <summary>The period's last day is more than a year before today.</summary>
    PeriodOver = 8,

    /// <summary>The period begins more than 10 years from today.</summary>
    PeriodTooFar = 9,
}
