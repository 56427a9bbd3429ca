namespace Clearing.Allocation.Projections;

/// <summary>
/// What became of an operator's own projection. When several refusals apply, the first listed here is
/// given. A refusal leaves the id free.
/// </summary>
[GenerateSerializer, Alias("Clearing.ForecastStatus")]
public enum ForecastStatus
{
    /// <summary>It counts in runs that begin later; repeating it changes nothing.</summary>
    Recorded = 0,

    /// <summary>The id is not 1 to 64 letters, digits and <c>. _ : -</c>.</summary>
    IdMalformed = 1,

    /// <summary>The id stands for another projection.</summary>
    IdReused = 2,

    /// <summary>No such zone is configured.</summary>
    ZoneUnknown = 3,

    /// <summary>The seller takes no part in the zone.</summary>
    SellerUnknown = 4,

    /// <summary>The week does not begin on a Monday.</summary>
    WeekNotMonday = 5,

    /// <summary>The week is over, or begins more than 730 days from today.</summary>
    WeekOutOfRange = 6,

    /// <summary>The volume is below 0.</summary>
    VolumeNegative = 7,

    /// <summary>The volume is above 10^16 thousandths of a cubic foot.</summary>
    VolumeTooLarge = 8,
}
