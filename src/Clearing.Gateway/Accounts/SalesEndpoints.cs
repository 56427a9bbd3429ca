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
            var known = await cluster.Ask(
                cluster.Seller(seller).AnsweredReports(sent.Market, [sent.ReportId!]), cancellationToken);
            var status = await cluster.Ask(
                cluster.Seller(seller).ReportSales(ToReport(sent)), cancellationToken);
            return StatusResults.Of(
                sent.ReportId!, status, body.Place,
                await cluster.LimitOf(status, sent.Market, cancellationToken), known[0]);
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
        var known = await Known(grain, reports, cluster, cancellationToken);
        var statuses = await cluster.Ask(
            Task.WhenAll(reports.Select(report => grain.ReportSales(ToReport(report)))),
            cancellationToken);
        var recorded = statuses.Count(status => status == ReportStatus.Recorded);
        return TypedResults.Ok(new ReportsAnswer(
            [.. statuses.Select((status, i) => new DoneAnswer(
                reports[i].ReportId!, Words.Of(status),
                known.Contains(reports[i]) && StatusResults.IsAnswer(status)))],
            recorded, statuses.Length - recorded));
    }

    // The reports that have an answer already; each region has ids of its own.
    private static async Task<HashSet<SalesBody>> Known(
        ISellerGrain grain, IEnumerable<SalesBody> reports, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var known = new HashSet<SalesBody>();
        foreach (var of in reports.GroupBy(report => RegionOf(report.Market), StringComparer.Ordinal))
        {
            var answered = await cluster.Ask(
                grain.AnsweredReports(of.First().Market, [.. of.Select(report => report.ReportId!)]),
                cancellationToken);
            known.UnionWith(of.Where((_, i) => answered[i]));
        }
        return known;
    }

    private static Task<IResult> ReportUse(
        string seller, Body<UseBody> body, Cluster cluster, InFlightCommands inFlight,
        CancellationToken cancellationToken)
    {
        var sent = body.Value;
        var report = new UseReport(sent.ReportId!, sent.Market, new CubicFeet(sent.AverageUsed));
        return inFlight.Run(ReportsOf(seller, report.Market), report.Id, async () =>
        {
            var known = await cluster.Ask(
                cluster.Seller(seller).AnsweredReports(sent.Market, [report.Id]), cancellationToken);
            var status = await cluster.Ask(
                cluster.Seller(seller).ReportUse(report), cancellationToken);
            return StatusResults.Of(
                report.Id, status, body.Place,
                await cluster.LimitOf(status, sent.Market, cancellationToken), known[0]);
        });
    }

    private static Task<IResult> Correct(
        string seller, Body<CorrectionBody> body, Caller caller, Cluster cluster,
        InFlightCommands inFlight, CancellationToken cancellationToken)
    {
        var sent = body.Value;
        if (!caller.OperatesMarket(sent.Market))
        {
            return Task.FromResult<IResult>(Problem.Of(Codes.Forbidden).Result());
        }
        var correction = new Correction(
            sent.CorrectionId!, sent.Market, new Money(sent.AmountMinor), sent.Note);
        return inFlight.Run(ReportsOf(seller, correction.Market), correction.Id, async () =>
        {
            if (await cluster.CheckCurrency(sent.Currency, sent.Market, cancellationToken) is { } wrong)
            {
                return wrong.Result();
            }
            var known = await cluster.Ask(
                cluster.Seller(seller).AnsweredReports(sent.Market, [correction.Id]), cancellationToken);
            var status = await cluster.Ask(
                cluster.Seller(seller).Correct(correction), cancellationToken);
            return StatusResults.Of(
                correction.Id, status, body.Place,
                await cluster.LimitOf(status, sent.Market, cancellationToken), known[0]);
        });
    }

    // Ids are unique in a region.
    internal static string ReportsOf(string seller, string market) =>
        $"report {seller} {RegionOf(market)}";

    private static string RegionOf(string market) => market.Split('/')[0];

    private static SalesReport ToReport(SalesBody sent) =>
        new(sent.ReportId!, sent.Market, new Money(sent.IncrementalMinor));
}
