using Clearing.Allocation.Facts;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The endpoints for sellers' facts in zones and the scores that follow.</summary>
internal static class FactEndpoints
{
    private const Role Reporters = Role.Seller | Role.Operator;

    public static void Map(RouteGroupBuilder seller)
    {
        var zone = seller.MapGroup(ZoneInPath.Pattern);
        zone.MapPost("/reports", Report).For(Reporters).Takes<DayReportBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Report a day. A repeated report counts once.");
        zone.MapPost("/reports/batch", ReportMany).For(Reporters).Takes<DayReportsBody>()
            .Produces<ReportsAnswer>().WithSummary("Report many days, each decided separately.");
        zone.MapPost("/returns", Return).For(Reporters).Takes<SalesReturnBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Report returned goods. A repeated return counts once.");
        ProfileEndpoints.Map(zone);
        zone.MapGet("/days", Days).For(Role.Everyone).WithQuery("from", "to", "cursor", "limit")
            .Produces<DaysAnswer>()
            .WithSummary("The days with facts: each day's highest revision and its returns.");
        PlannedEventEndpoints.Map(seller);
        zone.MapGet("/score", Score).For(Role.Everyone).Produces<ScoreAnswer>()
            .WithSummary("The seller's score of this week, with every factor behind it.");
    }

    private static Task<IResult> Report(
        string seller, ZoneInPath zone, Body<DayReportBody> body, Cluster cluster,
        InFlightCommands inFlight, TimeProvider clock, CancellationToken cancellationToken)
    {
        var report = body.Value.ToReport();
        var grain = cluster.SellerIn(zone.Key, seller);
        return inFlight.Run(
            FactsOf(seller, zone), report.Id, body.Place,
            () => cluster.Ask(grain.Answered([report.Id]), cancellationToken),
            async () => (await cluster.Ask(grain.Report([report]), cancellationToken))[0],
            async status => status == FactStatus.RevisionTaken
                ? FactRefusal.RevisionTaken(report)
                : await cluster.About(status, zone, "day", report.Day, clock, cancellationToken));
    }

    private static async Task<IResult> ReportMany(
        string seller, ZoneInPath zone, Body<DayReportsBody> body, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var reports = body.Value.Reports;
        var grain = cluster.SellerIn(zone.Key, seller);
        var known = await cluster.Ask(
            grain.Answered([.. reports.Select(report => report.ReportId!)]), cancellationToken);
        var answers = await cluster.Ask(
            grain.Report([.. reports.Select(of => of.ToReport())]), cancellationToken);
        var recorded = answers.Count(answer => answer == FactStatus.Recorded);
        return TypedResults.Ok(new ReportsAnswer(
            [.. answers.Select((answer, i) => new DoneAnswer(
                reports[i].ReportId!, Words.Of(answer),
                known[i] && StatusResults.IsAnswer(answer)))],
            recorded, answers.Length - recorded));
    }

    private static Task<IResult> Return(
        string seller, ZoneInPath zone, Body<SalesReturnBody> body, Cluster cluster,
        InFlightCommands inFlight, TimeProvider clock, CancellationToken cancellationToken)
    {
        var given = body.Value.ToReturn();
        var grain = cluster.SellerIn(zone.Key, seller);
        return inFlight.Run(
            FactsOf(seller, zone), given.Id, body.Place,
            () => cluster.Ask(grain.Answered([given.Id]), cancellationToken),
            async () => (await cluster.Ask(grain.Return([given]), cancellationToken))[0],
            status => cluster.About(status, zone, "sold_on", given.SoldOn, clock, cancellationToken));
    }

    private static async Task<IResult> Days(
        string seller, ZoneInPath zone, DaysInQuery days, Paging page, Cluster cluster,
        CancellationToken cancellationToken)
    {
        if (await cluster.Ask(cluster.Zone(zone.Key).Terms(), cancellationToken) is not { } terms)
        {
            return Problem.Of(Codes.ZoneUnknown, "zone", zone.Key).Result();
        }
        // The cursor is the day number of the last day shown.
        var next = (int)Math.Min(page.After, DateOnly.MaxValue.DayNumber - 1) + 1;
        var first = page.After == 0 || next <= days.From.DayNumber
            ? days.From
            : DateOnly.FromDayNumber(next);
        var found = await cluster.Ask(
            cluster.SellerIn(zone.Key, seller).Days(first, days.To, page.Limit),
            cancellationToken);
        return TypedResults.Ok(new DaysAnswer(
            terms.Currency, terms.MinorExponent, [.. found.Select(DayAnswer.Of)],
            found.Length == page.Limit ? $"{found[^1].Day.DayNumber}" : null));
    }

    private static async Task<IResult> Score(
        string seller, ZoneInPath zone, Cluster cluster, CancellationToken cancellationToken)
    {
        if (await cluster.Ask(cluster.Zone(zone.Key).Terms(), cancellationToken) is not { } terms
            || await cluster.Ask(cluster.SellerIn(zone.Key, seller).Score(), cancellationToken) is not { } score)
        {
            return Problem.Of(Codes.ZoneUnknown, "zone", zone.Key).Result();
        }
        return TypedResults.Ok(ScoreAnswer.Of(score, terms.Rules.Weights));
    }

    private static string FactsOf(string seller, ZoneInPath zone) => $"facts {zone.Key} {seller}";
}
