using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The endpoints for the state of sales reports and for operators' reviews.</summary>
internal static class SalesReviewEndpoints
{
    public static void Map(RouteGroupBuilder seller)
    {
        seller.MapGet("/sales", List).For(Role.Everyone).NeedsQuery("market")
            .WithQuery("cursor", "limit")
            .Produces<ReportedSalesAnswer>()
            .WithSummary("A page of the seller's reports of sales, with whether they earn credit.");
        seller.MapPost("/sales/reviews", Review).ForRegionInBody(Role.Operator)
            .Takes<SalesReviewBody>().Produces<DoneAnswer>()
            .WithSummary("Confirm, hold or dispute a report of sales, before the settlement.");
    }

    private static async Task<IResult> List(
        string seller, MarketInQuery market, Paging page, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        if (report.Config is not { } config)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        var reports = await cluster.Ask(
            cluster.Seller(seller).Sales(market.Key, page.Skip, page.Limit), cancellationToken);
        return TypedResults.Ok(new ReportedSalesAnswer(
            market.Key, config.Currency, config.MinorExponent,
            [.. reports.Select(ReportedSaleAnswer.Of)],
            page.Next(reports.Length)));
    }

    private static Task<IResult> Review(
        string seller, Body<SalesReviewBody> body, Caller caller, Cluster cluster,
        InFlightCommands inFlight, CancellationToken cancellationToken)
    {
        var review = body.Value.ToReview();
        if (!caller.OperatesMarket(review.Market))
        {
            return Task.FromResult<IResult>(
                Problem.Of(Codes.Forbidden, detail: Allow.OtherRegion).Result());
        }
        var grain = cluster.Seller(seller);
        return inFlight.Run(SalesEndpoints.ReportsOf(seller, review.Market), review.Id!, async () =>
        {
            var known = await cluster.Ask(
                grain.AnsweredReports(review.Market, [review.Id!]), cancellationToken);
            var status = await cluster.Ask(
                grain.ReviewSales(review.Market, review), cancellationToken);
            return StatusResults.Of(review.Id!, status, body.Place, known: known[0]);
        });
    }
}

/// <summary>A page of sales reports.</summary>
internal sealed record ReportedSalesAnswer(
    string Market, string Currency, int MinorExponent,
    [property: Description("Oldest first.")] ImmutableArray<ReportedSaleAnswer> Reports,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);

/// <summary>A sales report and its current state.</summary>
internal sealed record ReportedSaleAnswer(
    string ReportId, Int128 IncrementalMinor,
    [property: Description("Only CONFIRMED earns credit.")] SalesState State,
    [property: Description("Why an operator decided so; null before a decision.")] string? Reason)
{
    public static ReportedSaleAnswer Of(SalesRecord report) => new(
        report.Id, report.Incremental.Minor, report.State, report.Reason);
}
