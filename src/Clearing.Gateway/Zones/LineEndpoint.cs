using Clearing.Allocation.Zones;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The endpoint that explains what each day of a seller earned.</summary>
internal static class LineEndpoint
{
    public static void Map(RouteGroupBuilder seller) =>
        seller.MapGet("/lines", Lines).For(Role.Everyone).WithQuery("market", "cursor", "limit")
            .Produces<LinesAnswer>()
            .WithSummary("A page of the days of a market: what each one's sales owe to extra space.");

    private static async Task<IResult> Lines(
        string seller, MarketInQuery market, Paging page, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        if (report.Config is not { } config)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        if (config.CreditsFrom != CreditSource.Days)
        {
            return Problem.Of(Codes.CreditsFromReports, "market", market.Key).Result();
        }
        var zone = ZoneKey.Of(MarketKey.Parse(market.Key));
        // The cursor is the day number of the last day shown.
        var after = DateOnly.FromDayNumber(
            (int)Math.Min(page.After, DateOnly.MaxValue.DayNumber));
        var found = await cluster.Ask(
            cluster.SellerIn(zone, seller).Lines(market.Key, after, page.Limit),
            cancellationToken);
        return TypedResults.Ok(LinesAnswer.Of(market.Key, config, found, page.Limit));
    }
}
