using Clearing.Allocation.Projections;

namespace Clearing.Gateway;

/// <summary>A page of planned events.</summary>
/// <param name="Events">The events, oldest first; of a zone, by seller.</param>
/// <param name="NextCursor">The cursor of the next page; null after the last one.</param>
internal sealed record PlannedEventsAnswer(
    ImmutableArray<PlannedEventAnswer> Events, string? NextCursor);

/// <summary>A planned event, and what was decided on it.</summary>
internal sealed record PlannedEventAnswer(
    string Seller, string EventId, DateOnly FirstDay, DateOnly LastDay, long? UpliftPpm,
    long? AddedMilliVolume, string? Note,
    [property: Description("The day on which it was proposed, in the zone's time zone.")]
    DateOnly ProposedOn,
    [property: Description("Only a confirmed event counts.")]
    EventState State,
    [property: Description("The day of the latest decision; null while it waits.")]
    DateOnly? DecidedOn,
    [property: Description("The operator's reason; null while it waits.")]
    string? Reason)
{
    public static PlannedEventAnswer Of(string seller, EventPlanView view)
    {
        var plan = view.Plan;
        return new(
            seller, plan.Id, plan.FirstDay, plan.LastDay, plan.UpliftPpm, plan.AddedMilliVolume,
            plan.Note, view.ProposedOn, view.State, view.DecidedOn, view.Reason);
    }
}
