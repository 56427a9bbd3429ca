using Clearing.Allocation.Projections;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The endpoints for deals and launches that sellers plan and operators confirm.</summary>
internal static class PlannedEventEndpoints
{
    private const Role Readers = Role.Operator | Role.Auditor;

    public static void Map(RouteGroupBuilder seller)
    {
        var zone = seller.MapGroup(ZoneInPath.Pattern);
        var events = zone.MapGroup("/planned-events");
        events.MapPost("", Propose).For(Role.Seller | Role.Operator).Takes<PlannedEventBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Propose a deal or a launch; it counts once an operator confirms it.");
        events.MapPost("/confirmed", Enter).For(Role.Operator).Takes<ConfirmedEventBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Enter a deal or a launch as confirmed: the runs that begin later count it.");
        events.MapGet("", List).For(Role.Everyone).WithQuery("cursor", "limit")
            .Produces<PlannedEventsAnswer>()
            .WithSummary("The seller's planned events, oldest first, with what was decided on each.");
        MapDecision(events, "confirm", EventState.Confirmed,
            "Confirm a proposed event: the runs that begin later count it.");
        MapDecision(events, "decline", EventState.Declined, "Decline a proposed event for good.");
        MapDecision(events, "withdraw", EventState.Withdrawn,
            "Withdraw an event, also a confirmed one: no later run counts it.");
        zone.MapGet("/audit", Audit).For(Readers).WithQuery("cursor", "limit")
            .Produces<AuditAnswer>()
            .WithSummary("What operators decided on the seller's planned events: who, when and why.");
    }

    public static void MapZone(RouteGroupBuilder zone) =>
        zone.MapGet("/planned-events", Waiting).For(Readers).WithQuery("cursor", "limit")
            .Produces<PlannedEventsAnswer>()
            .WithSummary(
                "The events that wait for an operator and are not over. A page is of as many sellers as "
                + "the limit says, and may be empty before the last one.");

    private static Task<IResult> Propose(
        string seller, ZoneInPath zone, Body<PlannedEventBody> body, Cluster cluster,
        InFlightCommands inFlight, CancellationToken cancellationToken)
    {
        var plan = body.Value.ToPlan();
        var grain = cluster.SellerIn(zone.Key, seller);
        return inFlight.Run(EventsOf(seller, zone), plan.Id, async () =>
        {
            var known = await cluster.Ask(grain.PlannedEvent(plan.Id), cancellationToken);
            var status = await cluster.Ask(grain.ProposeEvent(plan), cancellationToken);
            return StatusResults.Of(
                plan.Id, status, body.Place, ZoneIds.LimitOf(status), known is not null);
        });
    }

    private static Task<IResult> Enter(
        string seller, ZoneInPath zone, Body<ConfirmedEventBody> body, Cluster cluster,
        InFlightCommands inFlight, CancellationToken cancellationToken)
    {
        var plan = body.Value.ToPlan();
        var grain = cluster.SellerIn(zone.Key, seller);
        return inFlight.Run(EventsOf(seller, zone), plan.Id, async () =>
        {
            var known = await cluster.Ask(grain.PlannedEvent(plan.Id), cancellationToken);
            var status = await cluster.Ask(
                grain.EnterEvent(plan, body.Value.Reason), cancellationToken);
            return StatusResults.Of(
                plan.Id, status, body.Place, ZoneIds.LimitOf(status),
                known?.State == EventState.Confirmed);
        });
    }

    private static void MapDecision(
        RouteGroupBuilder events, string verb, EventState state, string summary) =>
        events.MapPost(
            $"/{{event}}/{verb}",
            (string seller, ZoneInPath zone, string @event, Body<EventReasonBody> body,
                Cluster cluster, CancellationToken cancellationToken) => Decide(
                    cluster, zone, seller, new(@event, state, body.Value.Reason), body.Place,
                    cancellationToken))
            .For(Role.Operator).Takes<EventReasonBody>().Produces<DoneAnswer>()
            .WithSummary(summary);

    private static async Task<IResult> Decide(
        Cluster cluster, ZoneInPath zone, string seller, EventDecision decision, JsonPlace? body,
        CancellationToken cancellationToken)
    {
        if ((await cluster.Find(zone, cancellationToken)).Problem is { } unknown)
        {
            return unknown.Result();
        }
        var (problem, repeated) = await cluster.DecideEvent(
            zone.Key, seller, decision, body, cancellationToken);
        return problem is not null
            ? problem.Result()
            : StatusResults.Marked(
                TypedResults.Ok(
                    new DoneAnswer(decision.Event, Words.Of(decision.State), repeated)),
                repeated);
    }

    private static async Task<IResult> List(
        string seller, ZoneInPath zone, Paging page, Cluster cluster,
        CancellationToken cancellationToken)
    {
        if ((await cluster.Find(zone, cancellationToken)).Problem is { } unknown)
        {
            return unknown.Result();
        }
        var events = await cluster.Ask(
            cluster.SellerIn(zone.Key, seller).PlannedEvents(waiting: false, page.After, page.Limit),
            cancellationToken);
        return TypedResults.Ok(new PlannedEventsAnswer(
            [.. events.Select(one => PlannedEventAnswer.Of(seller, one))],
            events.Length == page.Limit ? $"{events[^1].Number}" : null));
    }

    private static async Task<IResult> Waiting(
        ZoneInPath zone, SellerPaging page, Cluster cluster, CancellationToken cancellationToken)
    {
        if ((await cluster.Find(zone, cancellationToken)).Problem is { } unknown)
        {
            return unknown.Result();
        }
        var (sellers, events) = await cluster.WaitingEvents(
            zone.Key, page.After, page.Limit, cancellationToken);
        return TypedResults.Ok(new PlannedEventsAnswer(
            [.. events.Select(of => PlannedEventAnswer.Of(of.Seller, of.Event))],
            page.Next(sellers)));
    }

    private static async Task<IResult> Audit(
        string seller, ZoneInPath zone, Paging page, Cluster cluster,
        CancellationToken cancellationToken)
    {
        if ((await cluster.Find(zone, cancellationToken)).Problem is { } unknown)
        {
            return unknown.Result();
        }
        return TypedResults.Ok(AuditAnswer.Of(
            await cluster.Ask(
                cluster.SellerIn(zone.Key, seller).Audit(page.After, page.Limit),
                cancellationToken),
            page.Limit));
    }

    private static string EventsOf(string seller, ZoneInPath zone) =>
        $"planned-events {zone.Key} {seller}";
}
