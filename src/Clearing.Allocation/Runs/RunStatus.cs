namespace Clearing.Allocation.Runs;

/// <summary>
/// What became of beginning a run. When several refusals apply, the first listed here is given.
/// </summary>
[GenerateSerializer, Alias("Clearing.RunStatus")]
public enum RunStatus
{
    /// <summary>The run has begun; repeating the command changes nothing.</summary>
    Begun = 0,

    /// <summary>The id is not 1 to 64 letters, digits and <c>. _ : -</c>.</summary>
    IdMalformed = 1,

    /// <summary>The id stands for another run.</summary>
    IdReused = 2,

    /// <summary>No such zone is configured.</summary>
    ZoneUnknown = 3,

    /// <summary>The period is neither a month nor a quarter of the zone's kind.</summary>
    PeriodMalformed = 4,

    /// <summary>A capacity is below 0.</summary>
    CapacityNegative = 10,

    /// <summary>There are not 1 to 3 capacities, or one is above 10^13 cubic feet.</summary>
    CapacityOutOfRange = 5,

    /// <summary>The day after the period's cut-off has not come in the zone's time zone.</summary>
    CutOffNotReached = 6,

    /// <summary>The period's bases are confirmed: they are never computed again.</summary>
    AlreadyConfirmed = 7,

    /// <summary>The period's last day is more than a year before today.</summary>
    PeriodOver = 9,

    /// <summary>Another run of the zone is being computed or announced.</summary>
    RunUnderWay = 8,
}
