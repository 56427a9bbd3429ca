namespace Clearing.Allocation.Projections;

/// <summary>A seller's planned event, and what was decided on it.</summary>
/// <param name="Number">Its number among the seller's events in the zone, from 1.</param>
/// <param name="Plan">What is planned.</param>
/// <param name="ProposedOn">The day on which it was proposed, in the zone's time zone.</param>
/// <param name="State">How far it has come.</param>
/// <param name="DecidedOn">The day of the latest decision; null while it waits.</param>
/// <param name="Reason">The reason of the latest decision; null while it waits.</param>
[GenerateSerializer, Alias("Clearing.EventPlanView"), Immutable]
public sealed record EventPlanView(
    int Number, EventPlan Plan, DateOnly ProposedOn, EventState State, DateOnly? DecidedOn,
    string? Reason);
