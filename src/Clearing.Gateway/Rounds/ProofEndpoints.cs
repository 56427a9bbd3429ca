namespace Clearing.Gateway;

/// <summary>The endpoint that proves that a seller's bids were cleared as placed.</summary>
internal static class ProofEndpoints
{
    public static void Map(RouteGroupBuilder seller) =>
        seller.MapGet(MarketInPath.Pattern + "/rounds/{round}/proof", Proof)
            .For(Role.Seller).WithQuery("cursor", "limit").Produces<ProofAnswer>()
            .WithSummary("Proves that the seller's bids were in the round's closed book.");

    private static async Task<IResult> Proof(
        string seller, MarketInPath market, RoundInPath round, Paging page, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var proof = await cluster.Ask(
            cluster.Seller(seller).Proof(market.Key, round, page.After, page.Limit),
            cancellationToken);
        if (proof is not null) { return TypedResults.Ok(ProofAnswer.Of(proof, page.Limit)); }
        var cleared = await cluster.Ask(cluster.Market(market.Key).Round(round), cancellationToken);
        return (cleared is null
            ? await cluster.RoundUnknown(market.Key, round, cancellationToken)
            : Problem.Of(Codes.ProofUnknown, "round", $"{round}")).Result();
    }
}
