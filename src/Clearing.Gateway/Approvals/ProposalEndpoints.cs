using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Acts that need two operators: one proposes, another one approves.</summary>
internal static class ProposalEndpoints
{
    // A repeat of a proposal that is not among a market's first ones is answered without the mark.
    private const int MaxKnown = 10_000;

    public static void Map(RouteGroupBuilder v1)
    {
        var market = v1.MapGroup(MarketInPath.Pattern + "/proposals");
        market.MapPost("", Propose).For(Role.Operator).Takes<ProposalBody>()
            .Produces<ProposalAnswer>()
            .WithSummary("Propose an act that another operator must approve; nothing is done yet.");
        market.MapGet("", List).For(Role.Operator | Role.Auditor).WithQuery("cursor", "limit")
            .Produces<ProposalsAnswer>().WithSummary("A page of what operators proposed, oldest first.");
        market.MapPost("/{proposal}/approve", Approve).For(Role.Operator)
            .Produces<ProposalAnswer>()
            .WithSummary("Approve what another operator proposed: it is done with the approval.");
        market.MapPost("/{proposal}/withdraw", Withdraw).For(Role.Operator)
            .Produces<ProposalAnswer>().WithSummary("Withdraw a proposal that waits.");
    }

    private static Task<IResult> Propose(
        MarketInPath market, Body<ProposalBody> body, Cluster cluster, InFlightCommands inFlight,
        CancellationToken cancellationToken)
    {
        var sent = body.Value;
        return inFlight.Run($"proposal {market.Key}", sent.ProposalId!, async () =>
        {
            var grain = cluster.Market(market.Key);
            if (await ConfigOf(market, cluster, cancellationToken) is not { } config)
            {
                return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
            }
            var before = await cluster.Ask(grain.Proposals(0, MaxKnown), cancellationToken);
            var act = sent.ToAct(market.Key);
            var receipt = await cluster.Ask(
                grain.Propose(sent.ProposalId!, act, sent.Reason), cancellationToken);
            return StatusResults.Marked(
                Answer(ProposalDecisions.Read(receipt, body.Place, act), config),
                repeated: receipt.Status == ApprovalStatus.Done
                    && before.Any(known => known.Id == sent.ProposalId));
        });
    }

    private static async Task<IResult> List(
        MarketInPath market, Paging page, Cluster cluster, CancellationToken cancellationToken)
    {
        if (await ConfigOf(market, cluster, cancellationToken) is not { } config)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        var proposals = await cluster.Ask(
            cluster.Market(market.Key).Proposals(page.Skip, page.Limit), cancellationToken);
        return TypedResults.Ok(new ProposalsAnswer(
            market.Key, [.. proposals.Select(pending => ProposalAnswer.Of(pending, config))],
            page.Next(proposals.Length)));
    }

    private static async Task<IResult> Approve(
        MarketInPath market, string proposal, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var (id, before) = await Named(market, proposal, cluster, cancellationToken);
        var config = await ConfigOf(market, cluster, cancellationToken);
        return StatusResults.Marked(
            Answer(await cluster.Approve(market.Key, id, cancellationToken), config),
            repeated: before == ProposalStage.Approved);
    }

    private static async Task<IResult> Withdraw(
        MarketInPath market, string proposal, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var (id, before) = await Named(market, proposal, cluster, cancellationToken);
        var config = await ConfigOf(market, cluster, cancellationToken);
        return StatusResults.Marked(
            Answer(await cluster.Withdraw(market.Key, id, cancellationToken), config),
            repeated: before == ProposalStage.Withdrawn);
    }

    // The server does not unescape a slash in a path, and an id may have one.
    private static async Task<(string Id, ProposalStage? Stage)> Named(
        MarketInPath market, string proposal, Cluster cluster, CancellationToken cancellationToken)
    {
        var all = await cluster.Ask(
            cluster.Market(market.Key).Proposals(0, MaxKnown), cancellationToken);
        var plain = BidEndpoints.Plain(proposal);
        var known = all.FirstOrDefault(of => of.Id == proposal) ?? all.FirstOrDefault(of => of.Id == plain);
        return (known?.Id ?? plain, known?.Stage);
    }

    // It is asked before an act is decided, so that no failure follows what was done.
    private static async Task<MarketConfig?> ConfigOf(
        MarketInPath market, Cluster cluster, CancellationToken cancellationToken) =>
        (await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken)).Config;

    // Only a market that was opened has proposals.
    private static IResult Answer((PendingAct? Act, Problem? Problem) decided, MarketConfig? config) =>
        decided.Act is { } act
            ? TypedResults.Ok(ProposalAnswer.Of(act, config!))
            : decided.Problem!.Result();
}
