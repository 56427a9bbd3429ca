using System.Text.Json;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Acts that need two operators: one proposes, another one approves.</summary>
internal static class ProposalEndpoints
{
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
            var receipt = await cluster.Ask(
                cluster.Market(market.Key).Propose(
                    sent.ProposalId!, sent.ToAct(market.Key), sent.Reason),
                cancellationToken);
            return Answer(receipt, body.Place);
        });
    }

    private static async Task<IResult> List(
        MarketInPath market, Paging page, Cluster cluster, CancellationToken cancellationToken)
    {
        var proposals = await cluster.Ask(
            cluster.Market(market.Key).Proposals(page.Skip, page.Limit), cancellationToken);
        return TypedResults.Ok(new ProposalsAnswer(
            market.Key, [.. proposals.Select(ProposalAnswer.Of)],
            proposals.Length == page.Limit ? $"{page.Skip + proposals.Length}" : null));
    }

    private static async Task<IResult> Approve(
        MarketInPath market, string proposal, Cluster cluster, CancellationToken cancellationToken)
    {
        var receipt = await cluster.Ask(
            cluster.Market(market.Key).Approve(proposal), cancellationToken);
        // The market allows a correction; its seller's account makes it, once.
        if (receipt is { Status: ApprovalStatus.Done, Act.What.Correct: { } allowed })
        {
            var status = await cluster.Ask(
                cluster.Seller(allowed.Seller).Correct(allowed.Correction), cancellationToken);
            if (status != ReportStatus.Recorded) { return Refusal.Of(status, body: null).Result(); }
        }
        return Answer(receipt, proposal);
    }

    private static async Task<IResult> Withdraw(
        MarketInPath market, string proposal, Cluster cluster,
        CancellationToken cancellationToken) =>
        Answer(
            await cluster.Ask(cluster.Market(market.Key).Withdraw(proposal), cancellationToken),
            proposal);

    private static IResult Answer(ApprovalReceipt receipt, string proposal) =>
        receipt.Status is ApprovalStatus.Done or ApprovalStatus.ActRefused
            ? Answer(receipt, body: null)
            : (Refusal.Of(receipt.Status, body: null) with
            {
                Field = "proposal",
                Value = FormatError.Show(proposal),
            }).Result();

    private static IResult Answer(ApprovalReceipt receipt, JsonPlace? body) => receipt switch
    {
        { Status: ApprovalStatus.Done, Act: { } act } => TypedResults.Ok(ProposalAnswer.Of(act)),
        { Refusal: { } refusal } => Problem.Of(
            JsonNamingPolicy.SnakeCaseUpper.ConvertName(refusal),
            detail: "The act would be refused now.").Result(),
        _ => Refusal.Of(receipt.Status, body).Result(),
    };
}
