using System.Collections.Immutable;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Sellers;
using Clearing.Market;

namespace Clearing.Grains;

// Deals and launches that the seller plans, and what operators decide on them.
public sealed partial class ZoneSellerGrain
{
    /// <inheritdoc/>
    public Task<EventPlanStatus> ProposeEvent(EventPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return TakeEvent(day => State.Propose(plan, day?.Today));
    }

    /// <inheritdoc/>
    public Task<EventPlanStatus> EnterEvent(EventPlan plan, string reason)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var act = Acts.Now(Clock);
        return TakeEvent(day => State.EnterConfirmed(plan, reason, day, act));
    }

    /// <inheritdoc/>
    public async Task<EventDecisionStatus> DecideEvent(EventDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.State is not (EventState.Confirmed or EventState.Declined or EventState.Withdrawn))
        {
            throw new ArgumentException(
                $"Nobody decides that an event is {decision.State}.", nameof(decision));
        }
        var act = Acts.Now(Clock);
        var terms = await Terms();
        Decision<EventDecisionStatus, ZoneSellerEvent> decided = terms is null
            ? EventDecisionStatus.EventUnknown
            : State.Decide(decision, DayIn(terms), act);
        // Memory cannot say that there is no event, or that it is decided so: another activation may
        // have taken or decided it.
        await CommitOrConfirm(decided.Events);
        return decided.Answer;
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<EventPlanView>> PlannedEvents(
        bool waiting, long after, int most)
    {
        DemandPage(after, most);
        if (!waiting) { return await Answer(State.Events(after, most)); }
        return await Terms() is { } terms
            ? await Answer(State.WaitingEvents(Today(terms), after, most))
            : [];
    }

    /// <inheritdoc/>
    public Task<EventPlanView?> PlannedEvent(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Answer(State.Event(id));
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<AuditEntry>> Audit(long after, int most)
    {
        DemandPage(after, most);
        return Answer(State.Audit(after, most));
    }

    // The zone knows who plans before there is an event, so that an operator misses none.
    private async Task<EventPlanStatus> TakeEvent(
        Func<ZoneDay?, Decision<EventPlanStatus, ZoneSellerEvent>> decide)
    {
        var day = await Terms() is { } terms ? DayIn(terms) : null;
        if (State.Events(0, 1).IsEmpty && !decide(day).Events.IsEmpty)
        {
            await Register.EnterPlanner(_seller);
        }
        var decision = decide(day);
        // What an operator entered may have been withdrawn since.
        await CommitOrConfirm(decision.Events);
        return decision.Answer;
    }

    private static void DemandPage(long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxFacts);
    }
}
