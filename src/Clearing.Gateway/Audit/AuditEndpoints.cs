namespace Clearing.Gateway;

/// <summary>The endpoints for the record of what operators did, when and why.</summary>
internal static class AuditEndpoints
{
    public static void Map(RouteGroupBuilder v1, RouteGroupBuilder seller)
    {
        v1.MapGet(MarketInPath.Pattern + "/audit", OfMarket).For(Role.Operator | Role.Auditor)
            .WithQuery("cursor", "limit").Produces<AuditAnswer>()
            .WithSummary("The acts of operators on the market, and those of its own calendar.");
        v1.MapGet(ZoneInPath.Pattern + "/audit", OfZone).For(Role.Operator | Role.Auditor)
            .WithQuery("cursor", "limit").Produces<AuditAnswer>()
            .WithSummary("The acts of operators on the zone, and those of its own calendar.");
        v1.MapGet("/audit/keys", OfKeys).For(Role.Auditor)
            .WithQuery("cursor", "limit").Produces<AuditAnswer>()
            .WithSummary("The acts on the journal's keys, and the erasures of sellers.");
        v1.MapGet("/audit/denied", Denied).For(Role.Auditor)
            .WithQuery("cursor", "limit").Produces<DeniedAnswer>()
            .WithSummary("Denied calls: a row for each minute, caller and code.");
        seller.MapGet("/audit", OfSeller).For(Role.Operator | Role.Auditor)
            .WithQuery("cursor", "limit").Produces<AuditAnswer>()
            .WithSummary("The acts of operators on the seller's account.");
    }

    private static async Task<IResult> OfMarket(
        MarketInPath market, Paging page, Cluster cluster, CancellationToken cancellationToken)
    {
        var acts = await cluster.Ask(
            cluster.Market(market.Key).Audit(page.After, page.Limit), cancellationToken);
        // Opening is the first act of every market, so an empty trail means that it was not opened.
        return acts.IsEmpty && page.After == 0
            ? Problem.Of(Codes.MarketUnknown, "market", market.Key).Result()
            : TypedResults.Ok(AuditAnswer.Of(acts, page.Limit));
    }

    private static async Task<IResult> OfZone(
        ZoneInPath zone, Paging page, Cluster cluster, CancellationToken cancellationToken)
    {
        var acts = await cluster.Ask(
            cluster.Zone(zone.Key).Audit(page.After, page.Limit), cancellationToken);
        // A zone begins with its configuration, like a market with its opening.
        return acts.IsEmpty && page.After == 0
            ? Problem.Of(Codes.ZoneUnknown, "zone", zone.Key).Result()
            : TypedResults.Ok(AuditAnswer.Of(acts, page.Limit));
    }

    private static async Task<IResult> OfKeys(
        Paging page, Cluster cluster, CancellationToken cancellationToken) =>
        TypedResults.Ok(AuditAnswer.Of(
            await cluster.Ask(cluster.Audit.Keys(page.After, page.Limit), cancellationToken),
            page.Limit));

    private static async Task<IResult> Denied(
        Paging page, Cluster cluster, CancellationToken cancellationToken) =>
        TypedResults.Ok(DeniedAnswer.Of(
            await cluster.Ask(cluster.Audit.Denied(page.After, page.Limit), cancellationToken),
            page.Limit));

    private static async Task<IResult> OfSeller(
        string seller, Paging page, Cluster cluster, CancellationToken cancellationToken) =>
        TypedResults.Ok(AuditAnswer.Of(
            await cluster.Ask(
                cluster.Seller(seller).Audit(page.After, page.Limit), cancellationToken),
            page.Limit));
}
