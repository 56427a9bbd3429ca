using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The rounds of a market: their calendar, closing, clearing and outcome.</summary>
internal static class RoundEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var market = v1.MapGroup(MarketInPath.Pattern);
        market.MapPost("/calendar", Schedule).For(Role.Operator).Takes<ScheduleBody>()
            .Produces<DoneAnswer>()
            .WithSummary("Put a round in the calendar: it closes and clears by itself.");
        market.MapGet("/rounds", Rounds).For(Role.Everyone).Produces<RoundsAnswer>()
            .WithSummary("All cleared rounds, by number.");
        market.MapGet("/rounds/{round:int}", Round).For(Role.Everyone).Produces<RoundAnswer>()
            .WithSummary("A cleared round.");
        market.MapPost("/rounds/{round:int}/close", Close).For(Role.Operator).Produces<DoneAnswer>()
            .WithSummary("Close the round's book: later bids wait for the next round.");
        market.MapPost("/rounds/{round:int}/clear", Clear).For(Role.Operator).Takes<TermsBody>()
            .Produces<ClearAnswer>()
            .WithSummary("Close the book if it is not, and clear the round. Twice is the same.");
        market.MapGet("/rounds/{round:int}/awards", Awards).For(Role.Operator | Role.Auditor)
            .WithQuery("cursor", "limit").Produces<AwardsAnswer>()
            .WithSummary("A page of the awards of a cleared round, for operators.");
    }

    private static async Task<IResult> Schedule(
        MarketInPath market, Body<ScheduleBody> body, Cluster cluster, CancellationToken gone)
    {
        var status = await cluster.Ask(
            cluster.Market(market.Key).Schedule(body.Value.ToRound()), gone);
        return await cluster.Reply(
            $"{body.Value.Round}", status, market.Key, body.Place, gone);
    }

    private static async Task<IResult> Rounds(
        MarketInPath market, Cluster cluster, CancellationToken gone)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), gone);
        if (report.Config is not { } config)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        var rounds = await cluster.Ask(cluster.Market(market.Key).Rounds(), gone);
        return TypedResults.Ok(new RoundsAnswer(
            market.Key, config.Currency, ClosedBookAnswer.Of(report),
            [.. rounds.Select(RoundAnswer.Of)]));
    }

    private static async Task<IResult> Round(
        MarketInPath market, int round, Caller caller, Cluster cluster, CancellationToken gone)
    {
        var grain = cluster.Market(market.Key);
        var report = caller.Roles.HasFlag(Role.Auditor)
            ? (await cluster.Ask(grain.Inputs(round), gone))?.Report
            : await cluster.Ask(grain.Round(round), gone);
        return report is null
            ? Problem.Of(Codes.RoundUnknown, "round", $"{round}").Result()
            : TypedResults.Ok(RoundAnswer.Of(report));
    }

    private static async Task<IResult> Close(
        MarketInPath market, int round, Cluster cluster, CancellationToken gone)
    {
        var status = await cluster.Ask(cluster.Market(market.Key).Close(round), gone);
        return await cluster.Reply($"{round}", status, market.Key, body: null, gone);
    }

    private static async Task<IResult> Clear(
        MarketInPath market, int round, Body<TermsBody> body, Cluster cluster,
        CancellationToken gone)
    {
        var receipt = await cluster.Ask(
            cluster.Market(market.Key).Clear(body.Value.ToTerms(round)), gone);
        return receipt is { Status: ClearStatus.Cleared, Report: { } report }
            ? TypedResults.Ok(new ClearAnswer(receipt.Status, RoundAnswer.Of(report)))
            : await cluster.Refuse(receipt.Status, market.Key, body.Place, gone);
    }

    private static async Task<IResult> Awards(
        MarketInPath market, int round, Paging page, Cluster cluster, CancellationToken gone)
    {
        var awards = await cluster.Ask(
            cluster.Market(market.Key).Awards(round, page.Skip, page.Limit), gone);
        var rounds = await cluster.Ask(cluster.Market(market.Key).Rounds(), gone);
        var next = awards.Length == page.Limit ? $"{page.Skip + awards.Length}" : null;
        return TypedResults.Ok(new AwardsAnswer(
            [.. awards.Select(award => AwardAnswer.Of(award, rounds))], next));
    }
}
