using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The endpoints for sellers' bids and awards.</summary>
internal static class BidEndpoints
{
    public static void Map(RouteGroupBuilder seller)
    {
        seller.MapPost("/bids", Place).For(Role.Seller).Takes<BidBody>()
            .Produces<ReceiptAnswer>(StatusCodes.Status201Created)
            .WithSummary("Place a bid. Repeating a bid returns its first answer.");
        seller.MapPost("/bids/batch", PlaceMany).For(Role.Seller).Takes<BidsBody>()
            .Produces<ReceiptsAnswer>()
            .WithSummary("Place many bids in one call, each decided separately.");
        seller.MapGet("/bids", List).For(Role.Seller)
            .NeedsQuery("market").WithQuery(BidStageInQuery.Name, "cursor", "limit")
            .Produces<BidsAnswer>()
            .WithSummary("The seller's own bids in a market, by its own running number.");
        seller.MapGet("/bids/{bid}", Find).For(Role.Seller).NeedsQuery("market")
            .Produces<BidAnswer>()
            .WithSummary("One of the seller's own bids in a market.");
        seller.MapPost("/amendments", Amend).For(Role.Seller).Takes<AmendmentBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Amend a standing bid.");
        seller.MapPost("/cancellations", Cancel).For(Role.Seller).Takes<CancellationBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Close the ungranted rest of a bid; its awards stand.");
        seller.MapPost("/ends", EndRest).For(Role.Seller).Takes<RestEndBody>().Produces<DoneAnswer>()
            .WithSummary(
                "End what a curtailment left of an award below the bid's min volume, within 7 days. "
                + "It is not compensated.");
        seller.MapPost("/relinquishments", Relinquish).For(Role.Seller).Takes<RelinquishmentBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Offer volume of an award back.");
    }

    private static Task<IResult> Place(
        string seller, Body<BidBody> body, Cluster cluster, InFlightCommands inFlight,
        GatewayMetrics metrics, CancellationToken cancellationToken)
    {
        var sent = body.Value;
        return inFlight.Run($"bid {seller} {sent.Market}", sent.BidId!, async () =>
        {
            var receipt = await cluster.Ask(
                cluster.Seller(seller).Place(sent.Market, sent.ToBid(seller)), cancellationToken);
            metrics.Bids(Words.Of(receipt.Status));
            return receipt.Status == BidStatus.Accepted
                ? StatusResults.Marked(
                    TypedResults.Created(
                        $"/v1/sellers/{Uri.EscapeDataString(seller)}/bids/"
                            + $"{Uri.EscapeDataString(receipt.BidId)}?market={sent.Market}",
                        ReceiptAnswer.Of(receipt)),
                    receipt.Repeated)
                : StatusResults.Refused(receipt, body.Place);
        });
    }

    private static async Task<IResult> PlaceMany(
        string seller, Body<BidsBody> body, Cluster cluster, GatewayMetrics metrics,
        CancellationToken cancellationToken)
    {
        var sent = body.Value;
        var receipts = await cluster.Ask(
            cluster.Seller(seller).PlaceMany(
                sent.Market, [.. sent.Bids.Select(bid => bid.ToBid(seller))]),
            cancellationToken);
        foreach (var outcome in receipts.CountBy(receipt => receipt.Status))
        {
            metrics.Bids(Words.Of(outcome.Key), outcome.Value);
        }
        var accepted = receipts.Count(receipt => receipt.Status == BidStatus.Accepted);
        return TypedResults.Ok(new ReceiptsAnswer(
            [.. receipts.Select(ReceiptAnswer.Of)],
            accepted, receipts.Length - accepted));
    }

    private static async Task<IResult> List(
        string seller, MarketInQuery market, BidStageInQuery stage, Paging page, Cluster cluster,
        CancellationToken cancellationToken)
    {
        // One bid more than asked for tells of a next page.
        var bids = (await cluster.Ask(
            cluster.Seller(seller).BidPage(market.Key, stage.Value, page.After, page.Limit + 1),
            cancellationToken)).Bids;
        if (bids.IsEmpty
            && await cluster.MarketUnknown(market.Key, cancellationToken) is { } unknown)
        {
            return unknown.Result();
        }
        var shown = bids.Take(page.Limit).Select(BidAnswer.Of).ToImmutableArray();
        var next = bids.Length > shown.Length ? $"{shown[^1].Number}" : null;
        return TypedResults.Ok(new BidsAnswer(market.Key, shown, next));
    }

    private static async Task<IResult> Find(
        string seller, string bid, MarketInQuery market, Cluster cluster,
        CancellationToken cancellationToken)
    {
        return await Named(seller, bid, market.Key, cluster, cancellationToken) is { } view
            ? TypedResults.Ok(BidAnswer.Of(view))
            : Problem.Of("BID_UNKNOWN", "bid_id", Plain(bid)).Result();
    }

    /// <summary>The seller's bid that a path names; null if there is none.</summary>
    internal static async Task<BidView?> Named(
        string seller, string bid, string market, Cluster cluster, CancellationToken cancellationToken)
    {
        var grain = cluster.Seller(seller);
        return await cluster.Ask(grain.Bid(market, bid), cancellationToken)
            ?? (Plain(bid) is var plain && plain != bid
                ? await cluster.Ask(grain.Bid(market, plain), cancellationToken)
                : null);
    }

    /// <summary>A bid's id as it was meant: the server does not unescape a slash in a path.</summary>
    internal static string Plain(string bid) =>
        bid.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static Task<IResult> Amend(
        string seller, Body<AmendmentBody> body, Cluster cluster, InFlightCommands inFlight,
        CancellationToken cancellationToken)
    {
        var sent = body.Value;
        return Change((seller, sent.Market, sent.AmendmentId!), cluster, inFlight, async grain =>
        {
            var (status, repeated, limit) = await cluster.Ask(
                grain.AmendBid(sent.Market, sent.ToAmendment(seller)), cancellationToken);
            return StatusResults.Of(
                sent.AmendmentId!, status, body.Place, limit, repeated,
                detail: await cluster.Binding(status, sent.Market, cancellationToken));
        });
    }

    private static Task<IResult> Cancel(
        string seller, Body<CancellationBody> body, Cluster cluster, InFlightCommands inFlight,
        CancellationToken cancellationToken)
    {
        var sent = body.Value;
        return Change((seller, sent.Market, sent.CancellationId!), cluster, inFlight, async grain =>
        {
            var (status, repeated, limit) = await cluster.Ask(
                grain.CancelBid(sent.Market, new(sent.CancellationId!, sent.BidId, seller)),
                cancellationToken);
            return StatusResults.Of(
                sent.CancellationId!, status, body.Place, limit, repeated,
                detail: await cluster.Binding(status, sent.Market, cancellationToken));
        });
    }

    private static Task<IResult> Relinquish(
        string seller, Body<RelinquishmentBody> body, Cluster cluster, InFlightCommands inFlight,
        CancellationToken cancellationToken)
    {
        var sent = body.Value;
        var back = new Relinquishment(
            sent.RelinquishmentId!, sent.AwardId, seller, new CubicFeet(sent.Volume));
        return Change((seller, sent.Market, back.Id), cluster, inFlight, async grain =>
        {
            var (status, repeated, limit) = await cluster.Ask(
                grain.OfferBack(sent.Market, back), cancellationToken);
            return StatusResults.Of(back.Id, status, body.Place, limit, repeated);
        });
    }

    private static Task<IResult> EndRest(
        string seller, Body<RestEndBody> body, Cluster cluster, InFlightCommands inFlight,
        CancellationToken cancellationToken)
    {
        var sent = body.Value;
        return Change((seller, sent.Market, sent.EndId!), cluster, inFlight, async grain =>
        {
            var known = await cluster.Ask(
                grain.AnsweredIn(sent.Market, [sent.EndId!]), cancellationToken);
            var status = await cluster.Ask(
                grain.EndRest(sent.Market, new(sent.EndId!, sent.AwardId, seller)),
                cancellationToken);
            return StatusResults.Of(sent.EndId!, status, body.Place, known: known[0]);
        });
    }

    private static Task<IResult> Change(
        (string Seller, string Market, string Id) command, Cluster cluster,
        InFlightCommands inFlight, Func<ISellerGrain, Task<IResult>> send) =>
        inFlight.Run(
            $"command {command.Seller} {command.Market}", command.Id,
            () => send(cluster.Seller(command.Seller)));
}
