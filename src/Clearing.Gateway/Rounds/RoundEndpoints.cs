using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The rounds of a market: their calendar, closing, clearing and outcome.</summary>
internal static class RoundEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var market = v1.MapGroup(MarketInPath.Pattern);
        market.MapGet("/rounds", Rounds).For(Role.Everyone).WithQuery("cursor", "limit")
            .Produces<RoundsAnswer>()
            .WithSummary("A page of the cleared rounds, by number; up to 1000 without a limit.");
        market.MapGet("/rounds/{round:int}", Round).For(Role.Everyone).Produces<RoundAnswer>()
            .WithTag().WithSummary("A cleared round.");
        market.MapPost("/rounds/{round:int}/close", Close).For(Role.Operator)
            .WithQuery(AllowGap.Name).Produces<DoneAnswer>()
            .WithSummary("Close the round's book: later bids wait for the next round.");
        market.MapPost("/rounds/{round:int}/clear", Clear).For(Role.Operator).Takes<TermsBody>()
            .WithQuery(DryRun.Name, AllowGap.Name).Produces<ClearAnswer>()
            .WithSummary(
                "Close the book if it is still open, and clear the round. With dry_run=true: what a closed "
                + "book would clear to.");
        market.MapGet("/rounds/{round:int}/awards", Awards).For(Role.Operator | Role.Auditor)
            .WithQuery("cursor", "limit").Produces<AwardsAnswer>()
            .WithSummary("A page of the awards of a cleared round, for operators.");
    }

    private static async Task<IResult> Rounds(
        MarketInPath market, Paging page, Cluster cluster, CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        if (report.Config is not { } config)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        var rounds = await cluster.Ask(cluster.Market(market.Key).Rounds(), cancellationToken);
        var rest = rounds.Where(round => round.Terms.Round > page.After).ToArray();
        var shown = rest.Take(page.LimitOr(Paging.MaxLimit)).ToArray();
        return TypedResults.Ok(new RoundsAnswer(
            market.Key, config.Currency, ClosedBookAnswer.Of(report),
            [.. shown.Select(RoundAnswer.Of)],
            rest.Length > shown.Length ? $"{shown[^1].Terms.Round}" : null));
    }

    private static async Task<IResult> Round(
        MarketInPath market, int round, Caller caller, Cluster cluster, HttpContext context,
        CancellationToken cancellationToken)
    {
        var grain = cluster.Market(market.Key);
        var report = caller.Roles.HasFlag(Role.Auditor)
            ? (await cluster.Ask(grain.Inputs(round), cancellationToken))?.Report
            : await cluster.Ask(grain.Round(round), cancellationToken);
        if (report is null) { return Problem.Of(Codes.RoundUnknown, "round", $"{round}").Result(); }
        var answer = TypedResults.Ok(RoundAnswer.Of(report));
        // What is sealed shows at the settlement: until then the answer is not kept.
        return report is { EligibleDemand: not null, ResultHash: { } hash }
            ? Tags.Unchanging(context, hash, answer)
            : answer;
    }

    private static async Task<IResult> Close(
        MarketInPath market, int round, AllowGap gap, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        if (RoundNumbers.ClosingRefusal(report, round, gap) is { } wrong) { return wrong.Result(); }
        var status = await cluster.Ask(cluster.Market(market.Key).Close(round), cancellationToken);
        return StatusResults.Of($"{round}", status, body: null);
    }

    private static async Task<IResult> Clear(
        MarketInPath market, int round, Body<TermsBody> body, AllowGap gap, DryRun dryRun,
        Cluster cluster, CancellationToken cancellationToken)
    {
        var grain = cluster.Market(market.Key);
        var report = await cluster.Ask(grain.Report(), cancellationToken);
        if (RoundNumbers.ClosingRefusal(report, round, gap) is { } wrong) { return wrong.Result(); }
        var terms = body.Value.ToTerms(
            report.Calendar.FirstOrDefault(known => known.Terms.Round == round)?.Terms
            ?? (await cluster.Ask(grain.Round(round), cancellationToken))?.Terms
            ?? new RoundTerms(round, new CubicFeet(0)));
        var receipt = await cluster.Ask(
            dryRun.Value ? grain.Preview(terms) : grain.Clear(terms), cancellationToken);
        if (receipt.Status != ClearStatus.Cleared)
        {
            return Refusal.Of(receipt.Status, body.Place).Result();
        }
        return receipt.Report is { } outcome
            ? TypedResults.Ok(new ClearAnswer(
                receipt.Status, dryRun.Value, RoundAnswer.Of(outcome)))
            : Problem.Of(Codes.BookOpen, "round", $"{round}").Result();
    }

    private static async Task<IResult> Awards(
        MarketInPath market, int round, Paging page, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var awards = await cluster.Ask(
            cluster.Market(market.Key).Awards(round, page.Skip, page.Limit), cancellationToken);
        var rounds = await cluster.Ask(cluster.Market(market.Key).Rounds(), cancellationToken);
        var next = awards.Length == page.Limit ? $"{page.Skip + awards.Length}" : null;
        var lowestLater = AwardFees.LowestAfter(round, rounds);
        return TypedResults.Ok(new AwardsAnswer(
            [.. awards.Select(award => AwardAnswer.Of(award, lowestLater))], next));
    }
}
