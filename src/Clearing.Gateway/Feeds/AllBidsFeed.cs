using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The feed of what a seller does to its own bids, over all its markets.</summary>
internal static class AllBidsFeed
{
    private const int Page = 100;
    private const string Header = "Last-Event-ID";

    public static void Map(RouteGroupBuilder seller) =>
        seller.MapGet("/markets/bids/feed", Follow).For(Role.Seller)
            .WithQuery("region", Preferences.Int64)
            .Produces<BidFactAnswer>(contentType: "text/event-stream")
            .WithRequestHeader(Header, FeedEndpoints.Resume)
            .WithSummary(
                "The seller's own bids in all its markets, or those of a region, as they are accepted, "
                + "amended and cancelled; resumes after Last-Event-ID.");

    private static async Task<IResult> Follow(
        string seller, RegionInQuery region, Feeds feeds, Cluster cluster, HttpContext context,
        CancellationToken cancellationToken)
    {
        var grain = cluster.Seller(seller);
        var markets = await cluster.Ask(grain.Allocations(), cancellationToken);
        if (markets.IsEmpty) { return Problem.Of(Codes.SellerUnknown, "seller", seller).Result(); }
        var seen = context.Request.Headers[Header].ToString();
        if (WrongPlace(seen) is { } malformed) { return malformed.Result(); }
        var followed = markets.Count(of => region.Name is null
            || MarketKey.Parse(of.Market).Region == region.Name);
        if (followed > BidFeedPlace.MaxMarkets)
        {
            return Problem.Of(
                Codes.FieldInvalid, "region", region.Name, BidFeedPlace.MaxMarkets,
                "selects more markets of the seller than one feed follows: follow each region, or "
                + "each market")
                .Result();
        }
        if (!await cluster.Ask(grain.HasBidPlace(seen), cancellationToken))
        {
            return Problem.Of(
                Codes.FieldInvalid, Header, seen,
                detail: "is beyond the last event of a market: is it of another source?")
                .Result();
        }
        return await feeds.Serve(context, seen, async (after, ended) =>
        [
            .. (await cluster.Ask(grain.AllBidFacts(region.Name, after, Page), ended)).Select(of => (
                of.Place,
                new FeedEvent(
                    of.Fact.Number, of.Fact.At, EventTypes.Of(of.Fact.Kind),
                    BidFactAnswer.Of(of.Market, of.Fact)))),
        ]);
    }

    private static Problem? WrongPlace(string seen)
    {
        if (seen.Length > BidFeedPlace.MaxLength)
        {
            return Problem.Of(
                Codes.FieldInvalid, Header, seen[..64], BidFeedPlace.MaxLength,
                "is longer than a place: follow each region, or each market");
        }
        return BidFeedPlace.Parse(seen) is not null ? null : Problem.Of(
            Codes.FieldInvalid, Header, seen,
            detail: "is no place of this feed, such as 1a2b3c4d.12-90abcdef.3");
    }
}
