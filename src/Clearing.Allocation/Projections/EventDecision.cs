namespace Clearing.Allocation.Projections;

/// <summary>What an operator decides on a planned event.</summary>
/// <param name="Event">The event's id.</param>
/// <param name="State">Confirmed, Declined or Withdrawn.</param>
/// <param name="Reason">Why: 1 to 200 characters, which the seller sees too.</param>
[GenerateSerializer, Alias("Clearing.EventDecision"), Immutable]
public sealed record EventDecision(string Event, EventState State, string Reason);
