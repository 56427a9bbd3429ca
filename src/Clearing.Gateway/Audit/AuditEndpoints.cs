namespace Clearing.Gateway;

/// <summary>Who did what as an operator, when and why.</summary>
internal static class AuditEndpoints
{
    public static void Map(RouteGroupBuilder v1, RouteGroupBuilder seller)
    {
        v1.MapGet(MarketInPath.Pattern + "/audit", OfMarket).For(Role.Operator | Role.Auditor)
            .WithQuery("cursor", "limit").Produces<AuditAnswer>()
            .WithSummary("What operators did to the market, and it by its calendar, on record.");
        seller.MapGet("/audit", OfSeller).For(Role.Operator | Role.Auditor)
            .WithQuery("cursor", "limit").Produces<AuditAnswer>()
            .WithSummary("What operators did to the seller's account, on record.");
    }

    private static async Task<IResult> OfMarket(
        MarketInPath market, Paging page, Cluster cluster, CancellationToken cancellationToken) =>
        TypedResults.Ok(AuditAnswer.Of(
            await cluster.Ask(
                cluster.Market(market.Key).Audit(page.After, page.Limit), cancellationToken),
            page.Limit));

    private static async Task<IResult> OfSeller(
        string seller, Paging page, Cluster cluster, CancellationToken cancellationToken) =>
        TypedResults.Ok(AuditAnswer.Of(
            await cluster.Ask(
                cluster.Seller(seller).Audit(page.After, page.Limit), cancellationToken),
            page.Limit));
}
