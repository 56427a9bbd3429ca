using Clearing.Contracts;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The endpoints for many bids at once and for bids across markets.</summary>
internal static class ManyBidsEndpoints
{
    public static void Map(RouteGroupBuilder seller)
    {
        seller.MapPost("/amendments/batch", AmendMany).For(Role.Seller).Takes<AmendmentsBody>()
            .WithQuery(DryRun.Name).Produces<ChangesAnswer>()
            .WithSummary(
                "Amend many bids in one call, each decided separately, those of a market in the order "
                + "sent. With dry_run=true: what would "
                + "become of each if it came first.");
        seller.MapPost("/cancellations/batch", CancelMany).For(Role.Seller)
            .Takes<CancellationsBody>().WithQuery(DryRun.Name).Produces<ChangesAnswer>()
            .WithSummary(
                "Close the ungranted rest of many bids, each decided separately. With dry_run=true: "
                + "what would become of each if it came first.");
        seller.MapGet("/markets/bids", List).For(Role.Seller).WithQuery(BidStageInQuery.Name, "cursor", "limit")
            .Produces<AllBidsAnswer>()
            .WithSummary("The seller's own bids in all its markets, or those of a stage.");
    }

    private static async Task<IResult> AmendMany(
        string seller, Body<AmendmentsBody> body, DryRun dryRun, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var grain = cluster.Seller(seller);
        // Among equal fees the bid that was amended first comes first, so the order sent is kept.
        var receipts = await InTurn(
            body.Value.Amendments, sent => (sent.Market, dryRun.Value ? sent.BidId : null),
            sent =>
            {
                var amendment = sent.ToAmendment(seller);
                return cluster.Ask(
                    dryRun.Value
                        ? grain.CheckAmend(sent.Market, amendment)
                        : grain.AmendBid(sent.Market, amendment),
                    cancellationToken);
            });
        return TypedResults.Ok(ChangesAnswer.Of(
            body.Value.Amendments.Zip(receipts, (sent, receipt) => BidChangeAnswer.Of(
                sent.AmendmentId!, receipt.Status, receipt.Repeated, receipt.Limit)),
            receipts.Count(receipt => receipt.Status == AmendStatus.Amended), dryRun.Value));
    }

    private static async Task<IResult> CancelMany(
        string seller, Body<CancellationsBody> body, DryRun dryRun, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var grain = cluster.Seller(seller);
        var receipts = await InTurn(
            body.Value.Cancellations, sent => (sent.Market, sent.BidId),
            sent =>
            {
                var cancellation = new Cancellation(sent.CancellationId!, sent.BidId, seller);
                return cluster.Ask(
                    dryRun.Value
                        ? grain.CheckCancel(sent.Market, cancellation)
                        : grain.CancelBid(sent.Market, cancellation),
                    cancellationToken);
            });
        return TypedResults.Ok(ChangesAnswer.Of(
            body.Value.Cancellations.Zip(receipts, (sent, receipt) => BidChangeAnswer.Of(
                sent.CancellationId!, receipt.Status, receipt.Repeated, receipt.Limit)),
            receipts.Count(receipt => receipt.Status == CancelStatus.Cancelled), dryRun.Value));
    }

    // Changes of one bid, or of one market if no bid is named, run in the order sent; others run
    // concurrently.
    private static async Task<TStatus[]> InTurn<TSent, TStatus>(
        ImmutableArray<TSent> sent, Func<TSent, (string Market, string? Bid)> groupOf,
        Func<TSent, Task<TStatus>> change)
    {
        var statuses = new TStatus[sent.Length];
        await Task.WhenAll(Enumerable.Range(0, sent.Length).GroupBy(i => groupOf(sent[i]))
            .Select(async together =>
            {
                foreach (var i in together) { statuses[i] = await change(sent[i]); }
            }));
        return statuses;
    }

    private static async Task<IResult> List(
        string seller, BidStageInQuery stage, BidPaging page, Cluster cluster, CancellationToken cancellationToken)
    {
        var grain = cluster.Seller(seller);
        Task<BidPage> Of(string market, int most) =>
            cluster.Ask(grain.BidPage(market, stage.Value, page.After(market), most), cancellationToken);
        var markets = (await cluster.Ask(grain.Allocations(), cancellationToken))
            .Select(known => known.Market).Where(page.Reaches).Order(StringComparer.Ordinal).ToArray();
        var counts = await Task.WhenAll(markets.Select(market => Of(market, most: 0)));
        var found = new List<MarketBidAnswer>();
        foreach (var (market, count) in markets.Zip(counts, (market, counted) => (market, counted.Matching)))
        {
            if (count == 0) { continue; }
            // One bid more than asked for tells of a next page.
            var bids = (await Of(market, page.Limit + 1 - found.Count)).Bids;
            found.AddRange(bids.Select(bid => new MarketBidAnswer(market, BidAnswer.Of(bid))));
            if (found.Count > page.Limit) { break; }
        }
        ImmutableArray<MarketBidAnswer> shown = [.. found.Take(page.Limit)];
        return TypedResults.Ok(new AllBidsAnswer(
            shown, found.Count > shown.Length ? BidPaging.After(shown[^1].Market, shown[^1].Bid.Number) : null));
    }
}

/// <summary>The outcome of many changes.</summary>
internal sealed record ChangesAnswer(
    [property: Description("An answer per change, in the order they were sent in.")]
    ImmutableArray<BidChangeAnswer> Changes,
    [property: Description("How many were made, now or before.")] int Accepted,
    [property: Description("How many were refused.")] int Refused,
    [property: Description("True if nothing was changed: this is what would be.")]
    bool DryRun)
{
    public static ChangesAnswer Of(
        IEnumerable<BidChangeAnswer> changes, int accepted, bool dryRun)
    {
        ImmutableArray<BidChangeAnswer> all = [.. changes];
        return new(all, accepted, all.Length - accepted, dryRun);
    }
}

/// <summary>The outcome of one of many changes.</summary>
internal sealed record BidChangeAnswer(
    [property: Description("The change's id.")] string Id,
    [property: Description("What it did, such as AMENDED.")] string Status,
    [property: Description("True if nothing changed: this answer was given before.")]
    bool Repeated,
    [property: Description("The limit that a refusal is about, as it is now; null if none is.")]
    long? Limit)
{
    public static BidChangeAnswer Of<TStatus>(string id, TStatus status, bool repeated, long? limit)
        where TStatus : struct, Enum =>
        new(id, Words.Of(status), repeated, limit ?? Codes.LimitOf(Words.Of(status)));
}

/// <summary>A page of a seller's bids in all its markets.</summary>
internal sealed record AllBidsAnswer(
    [property: Description("By market, and in it by your own running number.")]
    ImmutableArray<MarketBidAnswer> Bids,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);

/// <summary>A bid and its market.</summary>
internal sealed record MarketBidAnswer(string Market, BidAnswer Bid);
