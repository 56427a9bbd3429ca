namespace Clearing.Allocation.Projections;

/// <summary>
/// What became of a decision on a planned event. When several refusals apply, the first listed here
/// is given.
/// </summary>
[GenerateSerializer, Alias("Clearing.EventDecisionStatus")]
public enum EventDecisionStatus
{
    /// <summary>The event is in that state; deciding so again changes nothing.</summary>
    Decided = 0,

    /// <summary>The seller has no such event in the zone.</summary>
    EventUnknown = 1,

    /// <summary>The reason is not 1 to 200 characters.</summary>
    ReasonMalformed = 2,

    /// <summary>
    /// The event was decided otherwise: what is confirmed can only be withdrawn, and what is
    /// declined or withdrawn stays so.
    /// </summary>
    EventDecided = 3,
}
