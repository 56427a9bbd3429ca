using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>What sellers do with their bids and awards.</summary>
internal static class BidEndpoints
{
    public static void Map(RouteGroupBuilder seller)
    {
        seller.MapPost("/bids", Place).For(Role.Seller).Takes<BidBody>()
            .Produces<ReceiptAnswer>(StatusCodes.Status201Created)
            .WithSummary("Place a bid. The same bid again gets its first answer.");
        seller.MapPost("/bids/batch", PlaceMany).For(Role.Seller).Takes<BidsBody>()
            .Produces<ReceiptsAnswer>()
            .WithSummary("Place many bids in one call, each decided by itself.");
        seller.MapGet("/bids", List).For(Role.Seller).WithQuery("market", "cursor", "limit")
            .Produces<BidsAnswer>()
            .WithSummary("The seller's own bids in a market, by its own running number.");
        seller.MapGet("/bids/{bid}", Find).For(Role.Seller).WithQuery("market")
            .Produces<BidAnswer>()
            .WithSummary("One of the seller's own bids in a market.");
        seller.MapPost("/amendments", Amend).For(Role.Seller).Takes<AmendmentBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Amend a standing bid.");
        seller.MapPost("/cancellations", Cancel).For(Role.Seller).Takes<CancellationBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Close the ungranted rest of a bid; its awards stand.");
        seller.MapPost("/relinquishments", Relinquish).For(Role.Seller).Takes<RelinquishmentBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Offer volume of an award back.");
    }

    private static Task<IResult> Place(
        string seller, Body<BidBody> body, Cluster cluster, Flights flights, Measures measures,
        HttpContext context, CancellationToken gone)
    {
        var sent = body.Value;
        return flights.Run($"bid {seller} {sent.Market}", sent.BidId!, async () =>
        {
            var receipt = await cluster.Ask(
                cluster.Seller(seller).Place(sent.Market, sent.ToBid(seller)), gone);
            measures.Bids(Words.Of(receipt.Status));
            if (receipt.Repeated) { context.Response.Headers[Replies.Replayed] = "true"; }
            return receipt.Status == BidStatus.Accepted
                ? TypedResults.Created(
                    $"/v1/sellers/{Uri.EscapeDataString(seller)}/bids/"
                        + $"{Uri.EscapeDataString(receipt.BidId)}?market={sent.Market}",
                    ReceiptAnswer.Of(receipt))
                : await cluster.Refuse(receipt, sent.Market, body.Place, gone);
        });
    }

    private static async Task<IResult> PlaceMany(
        string seller, Body<BidsBody> body, Cluster cluster, Measures measures, CancellationToken gone)
    {
        var sent = body.Value;
        var receipts = await cluster.Ask(
            cluster.Seller(seller).PlaceMany(
                sent.Market, [.. sent.Bids.Select(bid => bid.ToBid(seller))]),
            gone);
        foreach (var outcome in receipts.CountBy(receipt => receipt.Status))
        {
            measures.Bids(Words.Of(outcome.Key), outcome.Value);
        }
        var accepted = receipts.Count(receipt => receipt.Status == BidStatus.Accepted);
        var known = await KnownLimits.Of(
            cluster, sent.Market, receipts.Select(receipt => receipt.Status), gone);
        return TypedResults.Ok(new ReceiptsAnswer(
            [.. receipts.Select(receipt => ReceiptAnswer.Of(receipt, known))],
            accepted, receipts.Length - accepted));
    }

    private static async Task<IResult> List(
        string seller, MarketInQuery market, Paging page, Cluster cluster, CancellationToken gone)
    {
        var bids = await cluster.Ask(cluster.Seller(seller).Bids(market.Key), gone);
        var rest = bids.Where(bid => bid.Number > page.After).ToArray();
        var shown = rest.Take(page.Limit).Select(BidAnswer.Of).ToImmutableArray();
        var next = rest.Length > shown.Length ? $"{shown[^1].Number}" : null;
        return TypedResults.Ok(new BidsAnswer(market.Key, shown, next));
    }

    private static async Task<IResult> Find(
        string seller, string bid, MarketInQuery market, Cluster cluster, CancellationToken gone)
    {
        var bids = await cluster.Ask(cluster.Seller(seller).Bids(market.Key), gone);
        // The server leaves an escaped slash of a path as it is.
        var plain = bid.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return (bids.FirstOrDefault(known => known.Bid.Id == bid)
            ?? bids.FirstOrDefault(known => known.Bid.Id == plain)) is { } view
            ? TypedResults.Ok(BidAnswer.Of(view))
            : Problem.Of("BID_UNKNOWN", "bid_id", bid).Result();
    }

    private static Task<IResult> Amend(
        string seller, Body<AmendmentBody> body, Cluster cluster, Flights flights,
        CancellationToken gone)
    {
        var sent = body.Value;
        return flights.Run($"command {seller} {sent.Market}", sent.AmendmentId!, async () =>
        {
            var status = await cluster.Ask(
                cluster.Seller(seller).Amend(sent.Market, sent.ToAmendment(seller)), gone);
            return await cluster.Reply(sent.AmendmentId!, status, sent.Market, body.Place, gone);
        });
    }

    private static Task<IResult> Cancel(
        string seller, Body<CancellationBody> body, Cluster cluster, Flights flights,
        CancellationToken gone)
    {
        var sent = body.Value;
        var cancellation = new Cancellation(sent.CancellationId!, sent.BidId, seller);
        return flights.Run($"command {seller} {sent.Market}", cancellation.Id, async () =>
        {
            var status = await cluster.Ask(
                cluster.Seller(seller).Cancel(sent.Market, cancellation), gone);
            return await cluster.Reply(cancellation.Id, status, sent.Market, body.Place, gone);
        });
    }

    private static Task<IResult> Relinquish(
        string seller, Body<RelinquishmentBody> body, Cluster cluster, Flights flights,
        CancellationToken gone)
    {
        var sent = body.Value;
        var offer = new Relinquishment(
            sent.RelinquishmentId!, sent.AwardId, seller, new CubicFeet(sent.Volume));
        return flights.Run($"command {seller} {sent.Market}", offer.Id, async () =>
        {
            var status = await cluster.Ask(
                cluster.Seller(seller).Relinquish(sent.Market, offer), gone);
            return await cluster.Reply(offer.Id, status, sent.Market, body.Place, gone);
        });
    }
}
