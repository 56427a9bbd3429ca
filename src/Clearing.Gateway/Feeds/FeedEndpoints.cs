namespace Clearing.Gateway;

/// <summary>
/// Resumable server-sent events. An event's id is its number among the source's durable events.
/// </summary>
/// <remarks>
/// A seller's events are the postings of its ledger; for a seller in a zone they are its warnings
/// and notices, and in a market the changes of its own bids; a market's are its public facts. All
/// are numbered in the order in which they became durable, so no event is lost or doubled across
/// reconnects and restarts.
/// </remarks>
internal static class FeedEndpoints
{
    private const int Page = 100;
    internal const string Resume = "The id of the last event seen: those after it follow.";

    public static void Map(RouteGroupBuilder v1, RouteGroupBuilder seller)
    {
        seller.MapGet("/feed", OfSeller).For(Role.Seller | Role.Auditor)
            .WithQuery(Preferences.Int64).Produces<LedgerEntryAnswer>(contentType: "text/event-stream")
            .WithRequestHeader("Last-Event-ID", Resume)
            .WithSummary("The seller's postings as they happen; resumes after Last-Event-ID.");
        seller.MapGet(ZoneInPath.Pattern + "/feed", OfSellerInZone).For(Role.Seller | Role.Auditor)
            .WithQuery(Preferences.Int64)
            .Produces<CapacityNoticeAnswer>(contentType: "text/event-stream")
            .WithRequestHeader("Last-Event-ID", Resume)
            .WithSummary(
                "The seller's warnings in a zone, and notices of overage, cuts and decisions on its planned "
                + "events; resumes after Last-Event-ID.");
        seller.MapGet(MarketInPath.Pattern + "/feed", OfSellerInMarket).For(Role.Seller)
            .WithQuery(Preferences.Int64).Produces<BidFactAnswer>(contentType: "text/event-stream")
            .WithRequestHeader("Last-Event-ID", Resume)
            .WithSummary(
                "The seller's own bids in a market as they are accepted, amended and cancelled; "
                + "resumes after Last-Event-ID.");
        AllBidsFeed.Map(seller);
        v1.MapGet(MarketInPath.Pattern + "/feed", OfMarket).For(Role.Everyone)
            .WithQuery(Preferences.Int64)
            .Produces<RoundAnswer>(contentType: "text/event-stream")
            .WithRequestHeader("Last-Event-ID", Resume)
            .WithSummary(
                "The market's rounds as they are closed and cleared, and when it is paused, resumed or "
                + "settled; resumes after Last-Event-ID.");
    }

    /// <summary>Reads a seller's postings, numbered as in its ledger.</summary>
    public static FeedReader ReaderOf(Cluster cluster, string seller) => new(
        cancellationToken => cluster.Ask(cluster.Seller(seller).PostingCount(), cancellationToken),
        async (after, cancellationToken) =>
        [
            .. (await cluster.Ask(cluster.Seller(seller).Ledger(after, Page), cancellationToken))
                .Select(entry => new FeedEvent(
                    entry.Number, entry.RecordedAt, EventTypes.Posting, LedgerEntryAnswer.Of(entry))),
        ]);

    private static async Task<IResult> OfSeller(
        string seller, Feeds feeds, Cluster cluster, HttpContext context,
        CancellationToken cancellationToken)
    {
        var grain = cluster.Seller(seller);
        if (await cluster.Ask(grain.PostingCount(), cancellationToken) == 0
            && (await cluster.Ask(grain.Allocations(), cancellationToken)).IsEmpty)
        {
            return Problem.Of(Codes.SellerUnknown, "seller", seller).Result();
        }
        return await feeds.Serve(context, $"seller/{seller}", ReaderOf(cluster, seller));
    }

    private static async Task<IResult> OfSellerInZone(
        string seller, ZoneInPath zone, Feeds feeds, Cluster cluster, HttpContext context,
        CancellationToken cancellationToken) =>
        await cluster.Ask(cluster.Zone(zone.Key).Terms(), cancellationToken) is not { } terms
            ? Problem.Of(Codes.ZoneUnknown, "zone", zone.Key).Result()
            : await feeds.Serve(
                context, $"zone-seller/{zone.Key}/{seller}",
                UseEndpoints.ReaderOf(cluster, zone.Key, terms, seller));

    private static async Task<IResult> OfSellerInMarket(
        string seller, MarketInPath market, Feeds feeds, Cluster cluster, HttpContext context,
        CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        if (report.Config is null)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        return await feeds.Serve(
            context, $"market-seller/{market.Key}/{seller}", ReaderOf(cluster, market.Key, seller));
    }

    /// <summary>Reads what a seller did to its bids in a market, by number.</summary>
    public static FeedReader ReaderOf(Cluster cluster, string market, string seller)
    {
        var grain = cluster.Seller(seller);
        return new(
            cancellationToken => cluster.Ask(grain.BidFactCount(market), cancellationToken),
            async (after, cancellationToken) =>
            [
                .. (await cluster.Ask(grain.BidFacts(market, after, Page), cancellationToken))
                    .Select(fact => new FeedEvent(
                        fact.Number, fact.At, EventTypes.Of(fact.Kind), BidFactAnswer.Of(market, fact))),
            ]);
    }

    private static async Task<IResult> OfMarket(
        MarketInPath market, Feeds feeds, Cluster cluster, HttpContext context,
        CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        if (report.Config is null)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        var grain = cluster.Market(market.Key);
        return await feeds.Serve(context, $"market/{market.Key}", new FeedReader(
            cancellationToken => cluster.Ask(grain.FactCount(), cancellationToken),
            async (after, cancellationToken) =>
            [
                .. (await cluster.Ask(grain.Facts(after, Page), cancellationToken))
                    .Select(fact => new FeedEvent(
                        fact.Number, fact.At, EventTypes.Of(fact.Kind),
                        MarketFactAnswer.Of(market.Key, fact))),
            ]));
    }
}
