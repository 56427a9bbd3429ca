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

    /// <summary>Approves what another operator proposed: it is done at once.</summary>
    public Task<Failure?> ApproveProposal(string market, string proposal) => Command(
        Permit.Approve, null, market,
        async () => (await cluster.Approve(market, proposal, CancellationToken.None)).Problem);

    /// <summary>Withdraws a proposal that waits.</summary>
    public Task<Failure?> WithdrawProposal(string market, string proposal) => Command(
        Permit.Withdraw, null, market,
        async () => (await cluster.Withdraw(market, proposal, CancellationToken.None)).Problem);
}
