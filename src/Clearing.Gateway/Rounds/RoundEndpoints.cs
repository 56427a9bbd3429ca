using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The endpoints for the rounds of a market: closing, clearing and results.</summary>
internal static class RoundEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var market = v1.MapGroup(MarketInPath.Pattern);
        market.MapGet("/rounds", Rounds).For(Role.Everyone).WithQuery("cursor", "limit")
            .Produces<RoundsAnswer>()
            .WithSummary("A page of the cleared rounds, by number; up to 1000 without a limit.");
        market.MapGet("/rounds/{round}", Round).For(Role.Everyone).Produces<RoundAnswer>()
            .WithTag().WithSummary("A cleared round.");
        market.MapGet("/rounds/contested", Contested).For(Role.Everyone)
            .Produces<ContestedRoundsAnswer>()
            .WithSummary("Results that bind nobody: voided ones, and the provisional one.");
        market.MapPost("/rounds/{round}/close", Close).For(Role.Operator)
            .WithQuery(AllowGap.Name).Produces<DoneAnswer>()
            .WithSummary("Close the round's book: later bids wait for the next round.");
        market.MapPost("/rounds/{round}/clear", Clear).For(Role.Operator).Takes<TermsBody>()
            .WithQuery(DryRun.Name, AllowGap.Name).Produces<ClearAnswer>()
            .WithSummary(
                "Close the book if it is still open, and clear the round. With dry_run=true: what a closed "
                + "book would clear to; on other terms than planned this is recorded as an inspection.");
        market.MapGet("/rounds/{round}/awards", Awards).For(Role.Operator | Role.Auditor)
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
            [.. shown.Select(round => RoundAnswer.Of(market.Key, round))],
            rest.Length > shown.Length ? $"{shown[^1].Terms.Round}" : null));
    }

    private static async Task<IResult> Round(
        MarketInPath market, RoundInPath number, Caller caller, Cluster cluster, HttpContext context,
        CancellationToken cancellationToken)
    {
        var grain = cluster.Market(market.Key);
        var audits = caller.Roles.HasFlag(Role.Auditor);
        var report = audits
            ? (await cluster.Ask(grain.Inputs(number), cancellationToken))?.Report
            : await cluster.Ask(grain.Round(number), cancellationToken);
        if (report is null) { return await Provisional(market, number, cluster, cancellationToken); }
        var answer = TypedResults.Ok(RoundAnswer.Of(market.Key, report));
        // The settlement reveals what is sealed, so until then the answer is not cached. What an auditor
        // sees of it before is asked for each time, so that nobody after it gets that from a cache.
        return report is { EligibleDemand: not null, ResultHash: { } hash }
            ? Tags.Unchanging(context, hash, answer, forEveryone: !audits)
            : answer;
    }

    private static async Task<IResult> Provisional(
        MarketInPath market, RoundInPath number, Cluster cluster, CancellationToken cancellationToken)
    {
        var contested = await cluster.Ask(
            cluster.Market(market.Key).Contested(), cancellationToken);
        return contested.LastOrDefault(of => of.Report.Terms.Round == number) is { } provisional
            ? TypedResults.Ok(RoundAnswer.Of(market.Key, provisional))
            : (await cluster.RoundUnknown(market.Key, number, cancellationToken)).Result();
    }

    private static async Task<IResult> Contested(
        MarketInPath market, Cluster cluster, CancellationToken cancellationToken)
    {
        if (await cluster.MarketUnknown(market.Key, cancellationToken) is { } unknown)
        {
            return unknown.Result();
        }
        var contested = await cluster.Ask(
            cluster.Market(market.Key).Contested(), cancellationToken);
        return TypedResults.Ok(new ContestedRoundsAnswer(
            market.Key, [.. contested.Select(of => ContestedRoundAnswer.Of(market.Key, of))]));
    }

    private static async Task<IResult> Close(
        MarketInPath market, RoundInPath number, AllowGap gap, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        if (RoundNumbers.ClosingRefusal(report, number, gap) is { } wrong) { return wrong.Result(); }
        var status = await cluster.Ask(cluster.Market(market.Key).Close(number), cancellationToken);
        return status == CloseStatus.Closed
            ? StatusResults.Of(
                $"{number}", status, body: null,
                known: report.ClosedRound == number || report.LastRound >= number)
            : RoundNumbers.Explain(Refusal.Of(status, body: null), number, report).Result();
    }

    private static async Task<IResult> Clear(
        MarketInPath market, RoundInPath number, Body<TermsBody> body, AllowGap gap, DryRun dryRun,
        Cluster cluster, CancellationToken cancellationToken)
    {
        var grain = cluster.Market(market.Key);
        var report = await cluster.Ask(grain.Report(), cancellationToken);
        if (RoundNumbers.ClosingRefusal(report, number, gap) is { } wrong) { return wrong.Result(); }
        var terms = body.Value.ToTerms(
            report.Calendar.FirstOrDefault(known => known.Terms.Round == number)?.Terms
            ?? await ClearedOn(market, number, cluster, cancellationToken)
            ?? new RoundTerms(number, new CubicFeet(0)));
        var receipt = await cluster.Ask(
            dryRun.Value ? grain.Preview(terms) : grain.Clear(terms), cancellationToken);
        var repeated = report.LastRound >= number
            || (report.ClosedRound == number && report.BindsAt is not null);
        if (receipt.Status != ClearStatus.Cleared)
        {
            var about = receipt.Status == ClearStatus.TermsDiffer
                && await ClearedOn(market, number, cluster, cancellationToken) is { } cleared
                    ? TermsBody.Difference(terms, cleared)
                    : null;
            return RoundNumbers.Explain(
                Refusal.Of(receipt.Status, body.Place).With(about), number, report).Result();
        }
        return receipt.Report is { } outcome
            ? StatusResults.Marked(
                TypedResults.Ok(new ClearAnswer(
                    receipt.Status, dryRun.Value, repeated, await Shown(outcome))),
                repeated)
            : Problem.Of(Codes.BookOpen, "round", $"{number}").Result();

        // A round that does not bind yet says when it will.
        async Task<RoundAnswer> Shown(RoundReport outcome)
        {
            var contested = dryRun.Value || report.Config!.ContestWindowSeconds == 0
                ? []
                : await cluster.Ask(grain.Contested(), cancellationToken);
            return contested is [.., { Stage: ContestStage.Provisional } last]
                && last.Report.Terms.Round == number
                    ? RoundAnswer.Of(market.Key, last)
                    : RoundAnswer.Of(market.Key, outcome);
        }
    }

    // The terms of a round that was cleared; one that does not bind yet counts.
    private static async Task<RoundTerms?> ClearedOn(
        MarketInPath market, RoundInPath number, Cluster cluster, CancellationToken cancellationToken)
    {
        var grain = cluster.Market(market.Key);
        return (await cluster.Ask(grain.Round(number), cancellationToken))?.Terms
            ?? (await cluster.Ask(grain.Contested(), cancellationToken))
                .LastOrDefault(of => of.Report.Terms.Round == number)?.Report.Terms;
    }

    private static async Task<IResult> Awards(
        MarketInPath market, RoundInPath number, Paging page, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var rounds = await cluster.Ask(cluster.Market(market.Key).Rounds(), cancellationToken);
        if (rounds.FirstOrDefault(known => known.Terms.Round == number) is not { } round)
        {
            return (await cluster.RoundUnknown(market.Key, number, cancellationToken)).Result();
        }
        var awards = await cluster.Ask(
            cluster.Market(market.Key).Awards(number, page.Skip, page.Limit), cancellationToken);
        var lowestLater = AwardFees.LowestAfter(number, rounds);
        return TypedResults.Ok(new AwardsAnswer(
            [.. awards.Select(award => AwardAnswer.Of(award, lowestLater, round.ClearedAt))],
            page.Next(awards.Length)));
    }
}
