namespace Clearing.Allocation.Projections;

/// <summary>How far a planned event has come.</summary>
[GenerateSerializer, Alias("Clearing.EventState")]
public enum EventState
{
    /// <summary>It waits for an operator and does not count.</summary>
    Proposed = 0,

    /// <summary>It counts in the runs that take their snapshot from now on.</summary>
    Confirmed = 1,

    /// <summary>An operator declined it; it never counts.</summary>
    Declined = 2,

    /// <summary>An operator withdrew it; no later run counts it.</summary>
    Withdrawn = 3,
}
