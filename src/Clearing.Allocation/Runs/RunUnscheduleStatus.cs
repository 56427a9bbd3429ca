namespace Clearing.Allocation.Runs;

/// <summary>
/// What became of withdrawing a schedule. When several refusals apply, the first listed here is
/// given.
/// </summary>
[GenerateSerializer, Alias("Clearing.RunUnscheduleStatus")]
public enum RunUnscheduleStatus
{
    /// <summary>The schedule is withdrawn, or was; the same again changes nothing.</summary>
    Unscheduled = 0,

    /// <summary>No schedule of the zone has that id.</summary>
    ScheduleUnknown = 1,

    /// <summary>The period's bases are confirmed: there is nothing to withdraw.</summary>
    AlreadyConfirmed = 2,
}
