using System.Runtime.CompilerServices;
using Clearing.Market.Approvals;
using Clearing.Market.Curtailments;
using Clearing.Pages.Access;
using Clearing.Pages.Live;

namespace Clearing.Pages.Reading;

// What one operator proposes and another one approves.
internal sealed partial class ClusterSession
{
    private const int MostProposals = 10_000;

    /// <summary>The proposals of a market that wait, oldest first.</summary>
    public async Task<Answer<ImmutableArray<PendingAct>>> WaitingProposals(string market)
    {
        var answer = await Ask(
            Permit.Proposals, null, market, "", () => Waiting(market, CancellationToken.None));
        return answer.Failure is { } failure ? failure : answer.Value!.ToImmutableArray();
    }

    /// <summary>
    /// A number, now and each time that other proposals of a market wait; nothing for readers who may not
    /// see them.
    /// </summary>
    public async IAsyncEnumerable<long> FollowProposals(
        string market, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!await May(Permit.Proposals, market: market)) { yield break; }
        var look = new PolledState<PendingAct[]>(
            (_, ended) => Waiting(market, ended),
            (a, b) => a.Select(known => known.Id).SequenceEqual(b.Select(known => known.Id)));
        await foreach (var newest in feeds.FollowNewest(
            $"proposals/{market}", look.Reader, FeedInterval, cancellationToken))
        {
            yield return newest;
        }
    }

    private async Task<PendingAct[]> Waiting(string market, CancellationToken cancellationToken) =>
    [
        .. (await cluster.Ask(cluster.Market(market).Proposals(0, MostProposals), cancellationToken))
            .Where(known => known.Stage == ProposalStage.Pending),
    ];

    /// <summary>What a curtailment would take and from whom, as things stand.</summary>
    public async Task<Answer<SpaceTaken>> PreviewOfCurtailment(string market, SpaceCut cut)
    {
        var answer = await Ask(Permit.Curtail, null, market, $"{cut}", async () =>
        {
            var receipt = await cluster.Ask(
                cluster.Market(market).PreviewCurtailment(cut), CancellationToken.None);
            return (receipt.Taken, Problem: receipt.Taken is null
                ? await cluster.Refused(receipt, market, body: null, CancellationToken.None)
                : null);
        });
        return answer.Failure is { } failure ? failure
            : answer.Value.Taken is { } taken ? taken
            : Failure.Of(answer.Value.Problem!);
    }

    /// <summary>Asks for an act that another operator must approve; nothing is done yet.</summary>
    public Task<Failure?> Propose(string market, string id, ProposedAct act, string reason) => Command(
        Permit.Propose, null, market,
        async () => ProposalDecisions.Read(
            await cluster.Ask(cluster.Market(market).Propose(id, act, reason), CancellationToken.None),
            body: null).Problem);

    /// <summary>
    /// Results of a market's rounds that bind nobody, oldest first: voided ones, and the provisional one.
    /// </summary>
    /// <param name="market">The market.</param>
    /// <param name="seller">Whose awards come with them; null for nobody's.</param>
    public Task<Answer<ImmutableArray<ContestedRound>>> Contested(string market, string? seller) =>
        Ask(
            seller is null ? Permit.Contested : Permit.ContestedOfSeller, seller, market, "contested",
            () => cluster.Ask(
                seller is null ? cluster.Market(market).Contested() : cluster.Seller(seller).Contested(market),
                CancellationToken.None));

    /// <summary>What a settlement would make final: the sums of the statements of now.</summary>
    public Task<Answer<SettlementPreview>> SettlementOf(string market) =>
        Ask(Permit.Settle, null, market, "preview", async () => await SettlementPreview.Of(
            await cluster.Ask(cluster.Market(market).Report(), CancellationToken.None), cluster,
            CancellationToken.None));

    /// <summary>Approves what another operator proposed: it is done at once.</summary>
    public Task<Failure?> ApproveProposal(string market, string proposal) => Command(
        Permit.Approve, null, market,
        async () => (await cluster.Approve(market, proposal, CancellationToken.None)).Problem);

    /// <summary>Withdraws a proposal that waits.</summary>
    public Task<Failure?> WithdrawProposal(string market, string proposal) => Command(
        Permit.Withdraw, null, market,
        async () => (await cluster.Withdraw(market, proposal, CancellationToken.None)).Problem);
}
