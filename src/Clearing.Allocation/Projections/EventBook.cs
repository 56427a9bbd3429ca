using System.Collections.Immutable;
using Clearing.Allocation.Calendars;

namespace Clearing.Allocation.Projections;

/// <summary>A seller's planned events in a zone, in the order in which they were proposed.</summary>
internal sealed class EventBook
{
    private readonly List<EventPlanView> _events = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The event of an id; null if the id is free.</summary>
    internal EventPlanView? Find(string id) =>
        _numbers.TryGetValue(id, out var number) ? _events[number - 1] : null;

    /// <summary>A page of the events, oldest first.</summary>
    internal ImmutableArray<EventPlanView> Page(long after, int most) =>
        [.. _events.Skip((int)Math.Min(after, _events.Count)).Take(most)];

    /// <summary>A page of those that wait and are not over on a day, oldest first.</summary>
    internal ImmutableArray<EventPlanView> Waiting(DateOnly today, long after, int most) =>
    [
        .. _events.Skip((int)Math.Min(after, _events.Count))
            .Where(one => one.State == EventState.Proposed && one.Plan.LastDay >= today)
            .Take(most),
    ];

    /// <summary>How many of them wait, or are confirmed and not over on a day.</summary>
    internal int Open(DateOnly today) => _events.Count(one =>
        one.State is EventState.Proposed or EventState.Confirmed && one.Plan.LastDay >= today);

    internal void Add(EventPlan plan, DateOnly on)
    {
        _numbers.Add(plan.Id, _events.Count + 1);
        _events.Add(new(_events.Count + 1, plan, on, EventState.Proposed, null, null));
    }

    internal void Decide(EventDecision decision, DateOnly on)
    {
        var number = _numbers[decision.Event];
        _events[number - 1] = _events[number - 1] with
        {
            State = decision.State,
            DecidedOn = on,
            Reason = decision.Reason,
        };
    }

    /// <summary>The confirmed events that overlap a week after a cut-off; null for none.</summary>
    /// <param name="cutOff">The cut-off, a Sunday.</param>
    internal ImmutableArray<PlannedEvent>? After(DateOnly cutOff)
    {
        ImmutableArray<PlannedEvent> counted =
        [
            .. _events
                .Where(one => one.State == EventState.Confirmed && one.Plan.LastDay > cutOff)
                .Select(one => Planned(one.Plan, cutOff)),
        ];
        return counted.IsEmpty ? null : counted;
    }

    private static PlannedEvent Planned(EventPlan plan, DateOnly cutOff) => new(
        plan.FirstDay > cutOff ? PeriodCalendar.WeekOf(cutOff, plan.FirstDay) : 1,
        PeriodCalendar.WeekOf(cutOff, plan.LastDay), plan.UpliftPpm, plan.AddedMilliVolume ?? 0)
    {
        Id = plan.Id,
    };
}
