using Clearing.Market.Approvals;
using Clearing.Pages.Access;

namespace Clearing.Pages.Reading;

// What one operator proposes and another one approves.
internal sealed partial class ClusterSession
{
    private const int MostProposals = 10_000;

    /// <summary>The proposals of a market that wait, oldest first.</summary>
    public async Task<Answer<ImmutableArray<PendingAct>>> WaitingProposals(string market)
    {
        var answer = await Ask(Permit.Proposals, null, market, "", () => cluster.Ask(
            cluster.Market(market).Proposals(0, MostProposals), CancellationToken.None));
        return answer.Failure is { } failure
            ? failure
            : answer.Value.Where(known => known.Stage == ProposalStage.Pending).ToImmutableArray();
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
