using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The endpoints that operate a market and show its public state.</summary>
internal static class MarketEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/markets", List).For(Role.Everyone)
            .WithQuery("region", "cursor", "limit").Produces<MarketsAnswer>()
            .WithSummary("The markets that were ever opened, all or those of one region.");
        var market = v1.MapGroup(MarketInPath.Pattern);
        market.MapGet("", Report).For(Role.Operator | Role.Auditor).Produces<MarketAnswer>()
            .WithSummary("Where the market stands, for operators. It reveals no bid.");
        market.MapGet("/terms", Terms).For(Role.Everyone).Produces<TermsAnswer>()
            .WithSummary("The market's units, rules and calendar, for everyone.");
        market.MapPost("/capacity", ChangeCapacity).For(Role.Operator).Takes<CapacityBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Add or take capacity from the next clearing on.");
        market.MapPost("/pause", Pause).For(Role.Operator).Takes<NoteBody>().Produces<DoneAnswer>()
            .WithSummary("Pause clearing; bids are still accepted.");
        market.MapPost("/resume", Resume).For(Role.Operator).Produces<DoneAnswer>()
            .WithSummary("Resume clearing.");
        market.MapPost("/settle", Settle).For(Role.Operator).WithQuery(DryRun.Name)
            .Produces<SettleAnswer>()
            .WithSummary(
                "End the period; every seller with an award gets its final statement. With "
                + "dry_run=true: what would become final.");
    }

    private static async Task<IResult> List(
        RegionInQuery region, Paging page, Cluster cluster, CancellationToken cancellationToken)
    {
        var markets = await cluster.Ask(cluster.Directory.List(region.Name), cancellationToken);
        var shown = markets.Skip(page.Skip).Take(page.LimitOr(Paging.MaxLimit)).ToImmutableArray();
        return TypedResults.Ok(new MarketsAnswer(shown, page.Next(shown.Length, markets.Length)));
    }

    internal static async Task<IResult> Report(
        MarketInPath market, Cluster cluster, CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        return report.Config is { } config
            ? TypedResults.Ok(MarketAnswer.Of(report, config))
            : Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
    }

    private static async Task<IResult> Terms(
        MarketInPath market, Cluster cluster, CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        return report.Config is { } config
            ? TypedResults.Ok(TermsAnswer.Of(report, config))
            : Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
    }

    private static Task<IResult> ChangeCapacity(
        MarketInPath market, Body<CapacityBody> body, Cluster cluster, InFlightCommands inFlight,
        CancellationToken cancellationToken)
    {
        var change = new CapacityChange(body.Value.ChangeId!, new CubicFeet(body.Value.Delta));
        return inFlight.Run($"command {market.Key}", change.Id, async () =>
        {
            var grain = cluster.Market(market.Key);
            var known = await cluster.Ask(grain.AnsweredChanges([change.Id]), cancellationToken);
            var status = await cluster.Ask(grain.ChangeCapacity(change), cancellationToken);
            return status == CapacityStatus.IdMalformed && KeptId.Of(change) is { } kept
                ? kept.Result()
                : StatusResults.Of(change.Id, status, body.Place, known: known[0]);
        });
    }

    private static async Task<IResult> Pause(
        MarketInPath market, Body<NoteBody> body, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var grain = cluster.Market(market.Key);
        var (status, repeated) = await cluster.Ask(
            grain.PauseMarket(body.Value.Note), cancellationToken);
        return StatusResults.Of(market.Key, status, body.Place, known: repeated);
    }

    private static async Task<IResult> Resume(
        MarketInPath market, Cluster cluster, CancellationToken cancellationToken)
    {
        var grain = cluster.Market(market.Key);
        var (status, repeated) = await cluster.Ask(grain.ResumeMarket(), cancellationToken);
        return StatusResults.Of(market.Key, status, body: null, known: repeated);
    }

    private static async Task<IResult> Settle(
        MarketInPath market, DryRun dryRun, Cluster cluster, CancellationToken cancellationToken)
    {
        var grain = cluster.Market(market.Key);
        if (dryRun.Value)
        {
            var report = await cluster.Ask(grain.Report(), cancellationToken);
            return report.Config is null
                ? Problem.Of(Codes.MarketUnknown, "market", market.Key).Result()
                : report.ClosedRound > 0
                ? await Refused(SettleStatus.BookClosed)
                : TypedResults.Ok(new SettleAnswer(
                    market.Key, SettleStatus.Settled, true, report.Stage == MarketStage.Settled,
                    await SettlementPreview.Of(report, cluster, cancellationToken)));
        }
        var (status, repeated) = await cluster.Ask(grain.SettleMarket(), cancellationToken);
        return status == SettleStatus.Settled
            ? StatusResults.Marked(
                TypedResults.Ok(new SettleAnswer(market.Key, status, false, repeated, null)),
                repeated)
            : await Refused(status);

        async Task<IResult> Refused(SettleStatus refusal) => Refusal.Of(refusal, body: null)
            .Because(await cluster.Binding(refusal, market.Key, cancellationToken)).Result();
    }
}
