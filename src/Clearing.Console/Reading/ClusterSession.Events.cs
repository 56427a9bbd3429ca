using Clearing.Allocation.Projections;
using Clearing.Allocation.Zones;
using Clearing.Pages.Access;

namespace Clearing.Pages.Reading;

// Deals and launches that sellers plan, and what operators decide on them.
internal sealed partial class ClusterSession
{
    private const int EventsOfCall = 1_000;
    private const int PlannersOfCall = 100;
    private const int MaxPlanners = 1_000;

    private static readonly ImmutableArray<EventState> Decisions =
        [EventState.Confirmed, EventState.Declined, EventState.Withdrawn];

    /// <summary>All planned events of a seller in a market's zone, oldest first.</summary>
    public Task<Answer<ImmutableArray<EventPlanView>>> PlannedEvents(
        string seller, MarketKey market)
    {
        var grain = cluster.SellerIn(ZoneKey.Of(market), seller);
        return Ask(Permit.PlannedEvents, seller, $"{market}", "", () => Every(
            after => grain.PlannedEvents(waiting: false, after, EventsOfCall), view => view.Number));
    }

    /// <summary>
    /// What operators decided on a seller's events in a market's zone: who, when and why.
    /// </summary>
    public Task<Answer<ImmutableArray<AuditEntry>>> EventActs(string seller, MarketKey market)
    {
        var grain = cluster.SellerIn(ZoneKey.Of(market), seller);
        return Ask(Permit.EventActs, seller, $"{market}", "", () => Every(
            after => grain.Audit(after, EventsOfCall), entry => entry.Number));
    }

    /// <summary>
    /// Events that wait for an operator in a market's zone, by seller: of one seller at least, if
    /// there are any among the next 1,000 that plan events.
    /// </summary>
    /// <param name="market">A market of the zone.</param>
    /// <param name="after">The last seller already seen; empty from the start.</param>
    public Task<Answer<WaitingEvents>> WaitingEvents(MarketKey market, string after) =>
        Ask(Permit.WaitingEvents, null, $"{market}", after, async () =>
        {
            for (var seen = PlannersOfCall; ; seen += PlannersOfCall)
            {
                var (sellers, events) = await cluster.WaitingEvents(
                    ZoneKey.Of(market), after, PlannersOfCall, CancellationToken.None);
                var next = sellers.Length < PlannersOfCall ? null : sellers[^1];
                if (next is null || !events.IsEmpty || seen >= MaxPlanners)
                {
                    return new WaitingEvents(events, next);
                }
                after = next;
            }
        });

    /// <summary>Proposes an event; it counts once an operator confirms it.</summary>
    public Task<Failure?> ProposeEvent(string seller, MarketKey market, EventPlan plan) => Command(
        Permit.ProposeEvent, seller, $"{market}", async () =>
        {
            var status = await cluster.Ask(
                cluster.SellerIn(ZoneKey.Of(market), seller).ProposeEvent(plan),
                CancellationToken.None);
            return status == EventPlanStatus.Recorded
                ? null
                : Refusal.Of(status, PlannedEventCalls.PlaceOf(plan), ZoneIds.LimitOf(status));
        });

    /// <summary>Confirms, declines or withdraws an event, with a reason that the seller sees.</summary>
    public Task<Failure?> DecideEvent(string seller, MarketKey market, EventDecision decision) =>
        Command(Of(decision.State), seller, $"{market}", async () => (await cluster.DecideEvent(
            ZoneKey.Of(market), seller, decision, PlannedEventCalls.PlaceOf(decision),
            CancellationToken.None)).Problem);

    /// <summary>How the reader may decide on events in a market's zone.</summary>
    /// <param name="seller">The seller; null for all.</param>
    /// <param name="market">A market of the zone.</param>
    public async Task<ImmutableArray<EventState>> EventDecisions(string? seller, MarketKey market)
    {
        var may = ImmutableArray.CreateBuilder<EventState>();
        foreach (var state in Decisions)
        {
            if (await May(Of(state), seller, $"{market}")) { may.Add(state); }
        }
        return may.ToImmutable();
    }

    private static Permit Of(EventState state) => state switch
    {
        EventState.Confirmed => Permit.ConfirmEvent,
        EventState.Declined => Permit.DeclineEvent,
        EventState.Withdrawn => Permit.WithdrawEvent,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Nobody decides this."),
    };

    private async Task<ImmutableArray<T>> Every<T>(
        Func<long, Task<ImmutableArray<T>>> read, Func<T, long> numberOf)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        while (true)
        {
            var page = await cluster.Ask(
                read(all.Count == 0 ? 0 : numberOf(all[^1])), CancellationToken.None);
            all.AddRange(page);
            if (page.Length < EventsOfCall) { return all.ToImmutable(); }
        }
    }
}
