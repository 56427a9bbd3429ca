namespace Clearing.Allocation.Projections;

/// <summary>
/// What became of a planned event. When several refusals apply, the first listed here is given. A
/// refusal leaves the id free.
/// </summary>
[GenerateSerializer, Alias("Clearing.EventPlanStatus")]
public enum EventPlanStatus
{
    /// <summary>It is on record; repeating it changes nothing.</summary>
    Recorded = 0,

    /// <summary>The id is not 1 to 64 letters, digits and <c>. _ : -</c>.</summary>
    IdMalformed = 1,

    /// <summary>
    /// The id stands for another event, or for one that was declined or withdrawn.
    /// </summary>
    IdReused = 2,

    /// <summary>No such zone is configured.</summary>
    ZoneUnknown = 3,

    /// <summary>The last day is before the first one.</summary>
    DaysOutOfOrder = 4,

    /// <summary>The event is over, or a day is more than 730 days from today.</summary>
    DaysOutOfRange = 5,

    /// <summary>The uplift is outside 1 to 10^9 per million.</summary>
    UpliftOutOfRange = 6,

    /// <summary>The added volume is below 0.</summary>
    VolumeNegative = 7,

    /// <summary>The added volume is above 10^16 thousandths of a cubic foot.</summary>
    VolumeTooLarge = 8,

    /// <summary>Neither an uplift nor an added volume is given.</summary>
    NothingGiven = 9,

    /// <summary>The note is not 1 to 200 characters.</summary>
    NoteMalformed = 10,

    /// <summary>100 events of the seller wait, or are confirmed, and are not over.</summary>
    TooManyEvents = 11,

    /// <summary>The reason of the operator that enters it is not 1 to 200 characters.</summary>
    ReasonMalformed = 12,
}
