using Clearing.Allocation.Projections;

namespace Clearing.Gateway;

/// <summary>What an operator decided on a planned event.</summary>
internal sealed record EventDecisionAnswer(
    string EventId, EventState State,
    [property: Description("The operator's reason.")]
    string Reason)
{
    public static EventDecisionAnswer? Of(EventDecision? decision) =>
        decision is null ? null : new(decision.Event, decision.State, decision.Reason);
}
