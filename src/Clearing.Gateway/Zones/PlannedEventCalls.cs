using System.Text.Json;
using Clearing.Allocation.Projections;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>What is asked and decided of planned events, over the API and on pages.</summary>
internal static class PlannedEventCalls
{
    private static readonly JsonSerializerOptions Names =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The events of a page of sellers that wait for an operator and are not over.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="zone">The zone's key.</param>
    /// <param name="after">The last seller already seen; empty from the start.</param>
    /// <param name="limit">The most sellers.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The sellers that planned events, and by seller their events that wait.</returns>
    public static async Task<(ImmutableArray<string> Sellers, ImmutableArray<WaitingEvent> Events)>
        WaitingEvents(
            this Cluster cluster, string zone, string after, int limit,
            CancellationToken cancellationToken)
    {
        var sellers = await cluster.Ask(
            cluster.Zone(zone).Planners(after, limit), cancellationToken);
        var events = await Task.WhenAll(sellers.Select(seller => cluster.Ask(
            cluster.SellerIn(zone, seller).PlannedEvents(
                waiting: true, after: 0, EventPlan.MaxEvents),
            cancellationToken)));
        return (
            sellers,
            [
                .. sellers.Zip(events).SelectMany(
                    of => of.Second.Select(one => new WaitingEvent(of.First, one))),
            ]);
    }

    /// <summary>Decides on an event.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="zone">The key of a zone that is configured.</param>
    /// <param name="seller">The seller.</param>
    /// <param name="decision">What is decided.</param>
    /// <param name="body">The caller's body; null if there is none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The refusal, null if it is decided; and whether it had been decided so.</returns>
    public static async Task<(Problem? Problem, bool Repeated)> DecideEvent(
        this Cluster cluster, string zone, string seller, EventDecision decision, JsonPlace? body,
        CancellationToken cancellationToken)
    {
        var grain = cluster.SellerIn(zone, seller);
        var known = await cluster.Ask(grain.PlannedEvent(decision.Event), cancellationToken);
        var status = await cluster.Ask(grain.DecideEvent(decision), cancellationToken);
        return status switch
        {
            EventDecisionStatus.Decided => (null, known?.State == decision.State),
            EventDecisionStatus.EventUnknown =>
                (Problem.Of(Codes.EventUnknown, "event", decision.Event), false),
            EventDecisionStatus.EventDecided => (Refusal.Of(status, body) with
            {
                Detail = $"It is {Words.Of(known?.State ?? decision.State)}.",
            }, false),
            _ => (Refusal.Of(status, body), false),
        };
    }

    /// <summary>A body as a caller of the API would have sent it, so that a refusal can name its
    /// field and value.</summary>
    /// <param name="body">An object; its members get the API's names.</param>
    public static JsonPlace PlaceOf(object body) =>
        StrictJson.Read(JsonSerializer.SerializeToUtf8Bytes(body, Names), new FormatErrors(""))!;
}
