namespace Clearing.Allocation.Runs;

/// <summary>
/// What became of scheduling a run. When several refusals apply, the first listed here is given.
/// </summary>
[GenerateSerializer, Alias("Clearing.RunScheduleStatus")]
public enum RunScheduleStatus
{
    /// <summary>The run is scheduled, or was; the same again changes nothing.</summary>
    Scheduled = 0,

    /// <summary>The id is not 1 to 64 letters, digits and <c>. _ : -</c>.</summary>
    IdMalformed = 1,

    /// <summary>The id stands for another schedule, or for one that was withdrawn.</summary>
    IdReused = 2,

    /// <summary>No such zone is configured.</summary>
    ZoneUnknown = 3,

    /// <summary>The period is neither a month nor a quarter of the zone's kind.</summary>
    PeriodMalformed = 4,

    /// <summary>A capacity is below 0.</summary>
    CapacityNegative = 10,

    /// <summary>There are not 1 to 3 capacities, or one is above 10^13 cubic feet.</summary>
    CapacityOutOfRange = 5,

    /// <summary>The period's bases are confirmed: they are never computed again.</summary>
    AlreadyConfirmed = 7,

    /// <summary>The period's last day is before today in the zone's time zone.</summary>
    PeriodOver = 6,

    /// <summary>The period begins more than 10 years from today.</summary>
    PeriodTooFar = 9,

    /// <summary>Another schedule is of the same period.</summary>
    CalendarOverlaps = 8,
}
