using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The endpoints for reports of sales and use, and for corrections.</summary>
internal static class SalesEndpoints
{
    public static void Map(RouteGroupBuilder seller)
    {
        seller.MapPost("/sales", Report).For(Role.Seller).Takes<SalesBody>().Produces<DoneAnswer>()
            .WithSummary("Report incremental sales or returns. A repeated report counts once.");
        seller.MapPost("/sales/batch", ReportMany).For(Role.Seller).Takes<SalesBatchBody>()
            .Produces<ReportsAnswer>()
            .WithSummary("Report many sales, each decided separately.");
        seller.MapPost("/uses", ReportUse).For(Role.Seller).Takes<UseBody>().Produces<DoneAnswer>()
            .WithSummary("Report how much of the allocation was used.");
        seller.MapPost("/corrections", Correct).ForRegionInBody(Role.Operator)
            .Takes<CorrectionBody>().Produces<DoneAnswer>()
            .WithSummary("Correct a settled statement with a new entry.");
    }

    private static Task<IResult> Report(
        string seller, Body<SalesBody> body, Cluster cluster, InFlightCommands inFlight,
        CancellationToken cancellationToken)
    {
        var sent = body.Value;
        return inFlight.Run(ReportsOf(seller, sent.Market), sent.ReportId!, async () =>
        {
            if (await cluster.CheckCurrency(sent.Currency, sent.Market, cancellationToken) is { } wrong)
            {
                return wrong.Result();
            }
            var (status, repeated, limit) = await cluster.Ask(
                cluster.Seller(seller).AddSales(ToReport(sent)), cancellationToken);
            return StatusResults.Of(sent.ReportId!, status, body.Place, limit, repeated);
        });
    }

    private static async Task<IResult> ReportMany(
        string seller, Body<SalesBatchBody> body, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var reports = body.Value.Reports;
        foreach (var (currency, market) in
            reports.Select(report => (report.Currency, report.Market)).Distinct())
        {
            if (await cluster.CheckCurrency(currency, market, cancellationToken) is { } wrong)
            {
                return wrong.Result();
            }
        }
        var grain = cluster.Seller(seller);
        var receipts = await cluster.Ask(
            Task.WhenAll(reports.Select(report => grain.AddSales(ToReport(report)))),
            cancellationToken);
        var recorded = receipts.Count(receipt => receipt.Status == ReportStatus.Recorded);
        return TypedResults.Ok(new ReportsAnswer(
            [.. receipts.Select((receipt, i) => new DoneAnswer(
                reports[i].ReportId!, Words.Of(receipt.Status), receipt.Repeated))],
            recorded, receipts.Length - recorded));
    }

    private static Task<IResult> ReportUse(
        string seller, Body<UseBody> body, Cluster cluster, InFlightCommands inFlight,
        CancellationToken cancellationToken)
    {
        var sent = body.Value;
        var report = new UseReport(sent.ReportId!, sent.Market, new CubicFeet(sent.AverageUsed));
        return inFlight.Run(ReportsOf(seller, report.Market), report.Id, async () =>
        {
            var (status, repeated, limit) = await cluster.Ask(
                cluster.Seller(seller).AddUse(report), cancellationToken);
            return StatusResults.Of(report.Id, status, body.Place, limit, repeated);
        });
    }

    private static Task<IResult> Correct(
        string seller, Body<CorrectionBody> body, Caller caller, Cluster cluster,
        InFlightCommands inFlight, CancellationToken cancellationToken)
    {
        var sent = body.Value;
        if (!caller.OperatesMarket(sent.Market))
        {
            return Task.FromResult<IResult>(
                Problem.Of(Codes.Forbidden, detail: Allow.OtherRegion).Result());
        }
        var correction = new Correction(
            sent.CorrectionId!, sent.Market, new Money(sent.AmountMinor), sent.Note);
        return inFlight.Run(ReportsOf(seller, correction.Market), correction.Id, async () =>
        {
            if (await cluster.CheckCurrency(sent.Currency, sent.Market, cancellationToken) is { } wrong)
            {
                return wrong.Result();
            }
            var (status, repeated, limit) = await cluster.Ask(
                cluster.Seller(seller).AddCorrection(correction), cancellationToken);
            return StatusResults.Of(correction.Id, status, body.Place, limit, repeated);
        });
    }

    // Ids are unique in a region.
    internal static string ReportsOf(string seller, string market) =>
        $"report {seller} {market.Split('/')[0]}";

    private static SalesReport ToReport(SalesBody sent) =>
        new(sent.ReportId!, sent.Market, new Money(sent.IncrementalMinor));
}
