using System.Collections.Immutable;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Warnings;

namespace Clearing.Allocation.Sellers;

public sealed partial class ZoneSeller
{
    // Most sellers plan nothing.
    private EventBook? _events;
    private AuditTrail? _acts;

    /// <summary>The planned event of an id; null if there is none.</summary>
    /// <param name="id">The event's id.</param>
    public EventPlanView? Event(string id) => _events?.Find(id);

    /// <summary>A page of the planned events, oldest first.</summary>
    /// <param name="after">The number of the last event already seen; 0 from the start.</param>
    /// <param name="most">The most events.</param>
    public ImmutableArray<EventPlanView> Events(long after, int most) =>
        _events?.Page(after, most) ?? [];

    /// <summary>
    /// A page of the planned events that wait for an operator, oldest first. An event whose last day
    /// is over waits no longer.
    /// </summary>
    /// <param name="today">Today in the zone's time zone.</param>
    /// <param name="after">The number of the last event already seen; 0 from the start.</param>
    /// <param name="most">The most events.</param>
    public ImmutableArray<EventPlanView> WaitingEvents(DateOnly today, long after, int most) =>
        _events?.Waiting(today, after, most) ?? [];

    /// <summary>A page of what operators decided on events, oldest first.</summary>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">The most entries.</param>
    public ImmutableArray<AuditEntry> Audit(long after, int most) =>
        _acts?.Page(after, most) ?? [];

    /// <summary>Decides on an event that the seller proposes; repeating it changes nothing.</summary>
    /// <param name="plan">The event.</param>
    /// <param name="today">Today in the zone's time zone; null if the zone is unknown.</param>
    public Decision<EventPlanStatus, ZoneSellerEvent> Propose(EventPlan plan, DateOnly? today)
    {
        if (!ClientId.Allows(plan.Id)) { return EventPlanStatus.IdMalformed; }
        if (_events?.Find(plan.Id) is { } known)
        {
            return known.Plan == plan ? EventPlanStatus.Recorded : EventPlanStatus.IdReused;
        }
        if (today is not { } on) { return EventPlanStatus.ZoneUnknown; }
        var refusal = EventPlanRule.Check(plan, on);
        if (refusal != EventPlanStatus.Recorded) { return refusal; }
        if (_events?.Open(on) >= EventPlan.MaxEvents) { return EventPlanStatus.TooManyEvents; }
        return new(EventPlanStatus.Recorded, new EventProposed(plan, on));
    }

    /// <summary>
    /// Decides on an event that an operator enters as confirmed: it is proposed and confirmed at
    /// once. One that the seller proposed with the same content is confirmed. The seller is told.
    /// </summary>
    /// <param name="plan">The event.</param>
    /// <param name="reason">Why: 1 to 200 characters.</param>
    /// <param name="zone">What holds in the zone today; null if the zone is unknown.</param>
    /// <param name="act">Who enters it; null if nobody is on record.</param>
    public Decision<EventPlanStatus, ZoneSellerEvent> EnterConfirmed(
        EventPlan plan, string reason, ZoneDay? zone, Act? act)
    {
        var (answer, proposed) = Propose(plan, zone?.Today);
        if (answer != EventPlanStatus.Recorded) { return answer; }
        var state = _events?.Find(plan.Id)?.State;
        if (state is EventState.Declined or EventState.Withdrawn)
        {
            return EventPlanStatus.IdReused;
        }
        if (state == EventState.Confirmed) { return EventPlanStatus.Recorded; }
        if (!NoteRule.Allows(reason)) { return EventPlanStatus.ReasonMalformed; }
        var decision = new EventDecision(plan.Id, EventState.Confirmed, reason);
        return new(answer, [.. proposed, .. Decided(plan, decision, zone!, act)]);
    }

    /// <summary>
    /// Decides on an operator's decision, of which the seller is told; deciding so again changes
    /// nothing.
    /// </summary>
    /// <param name="decision">The decision.</param>
    /// <param name="zone">What holds in the zone today.</param>
    /// <param name="act">Who decides; null if nobody is on record.</param>
    public Decision<EventDecisionStatus, ZoneSellerEvent> Decide(
        EventDecision decision, ZoneDay zone, Act? act)
    {
        if (_events?.Find(decision.Event) is not { } known)
        {
            return EventDecisionStatus.EventUnknown;
        }
        if (!NoteRule.Allows(decision.Reason))
        {
            return EventDecisionStatus.ReasonMalformed;
        }
        if (known.State == decision.State) { return EventDecisionStatus.Decided; }
        if (known.State != EventState.Proposed
            && (known.State, decision.State) != (EventState.Confirmed, EventState.Withdrawn))
        {
            return EventDecisionStatus.EventDecided;
        }
        return new(EventDecisionStatus.Decided, Decided(known.Plan, decision, zone, act));
    }

    // The seller's notice is appended with the decision, so that it is told exactly once.
    private ImmutableArray<ZoneSellerEvent> Decided(
        EventPlan plan, EventDecision decision, ZoneDay zone, Act? act) =>
    [
        new EventDecided(decision, zone.Today) { Act = act },
        new CapacityNoticed(
        [
            new(
                _notices.Count + 1, CapacityNoticeKind.EventDecided, plan.FirstDay, 0, null, 0, 0,
                WarningLevel.None, null, null, zone.Now)
            {
                Event = decision,
            },
        ]),
    ];

    private void Fold(EventDecided decided)
    {
        var (id, state, reason) = decided.Decision;
        _events!.Decide(decided.Decision, decided.On);
        (_acts ??= new()).Add(decided.Act, (KindOf(state), id), (null, null, reason));
    }

    private static ActKind KindOf(EventState state) => state switch
    {
        EventState.Confirmed => ActKind.EventConfirmed,
        EventState.Declined => ActKind.EventDeclined,
        EventState.Withdrawn => ActKind.EventWithdrawn,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Nobody decides this."),
    };
}
