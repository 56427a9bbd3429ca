using System.Text.Json;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Decides on proposals, for the endpoints and the pages alike.</summary>
internal static class ProposalDecisions
{
    /// <summary>Approves a proposal; what it asks for is done when this returns.</summary>
    /// <returns>The proposal as it stands, or the refusal.</returns>
    public static async Task<(PendingAct? Act, Problem? Problem)> Approve(
        this Cluster cluster, string market, string proposal, CancellationToken cancellationToken)
    {
        var receipt = await cluster.Ask(
            cluster.Market(market).Approve(proposal), cancellationToken);
        // The market allows a correction; its seller's account makes it, once.
        if (receipt is { Status: ApprovalStatus.Done, Act.What.Correct: { } allowed })
        {
            var status = await cluster.Ask(
                cluster.Seller(allowed.Seller).Correct(allowed.Correction), cancellationToken);
            if (status != ReportStatus.Recorded) { return (null, Refusal.Of(status, body: null)); }
        }
        return Read(receipt, proposal);
    }

    /// <summary>Withdraws a proposal that waits.</summary>
    /// <returns>The proposal as it stands, or the refusal.</returns>
    public static async Task<(PendingAct? Act, Problem? Problem)> Withdraw(
        this Cluster cluster, string market, string proposal,
        CancellationToken cancellationToken) =>
        Read(
            await cluster.Ask(cluster.Market(market).Withdraw(proposal), cancellationToken),
            proposal);

    // The proposal is named in the path.
    private static (PendingAct? Act, Problem? Problem) Read(
        ApprovalReceipt receipt, string proposal)
    {
        var (act, problem) = Read(receipt, body: null);
        return receipt.Status is ApprovalStatus.Done or ApprovalStatus.ActRefused
            ? (act, problem)
            : (act, problem! with { Field = "proposal", Value = FormatError.Show(proposal) });
    }

    /// <summary>The proposal that a receipt is about, or its refusal.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="body">The caller's body; null if the command has none.</param>
    /// <param name="sent">The act that is proposed; null if it is the receipt's.</param>
    public static (PendingAct? Act, Problem? Problem) Read(
        ApprovalReceipt receipt, JsonPlace? body, ProposedAct? sent = null) => receipt switch
    {
        { Status: ApprovalStatus.Done, Act: { } act } => (act, null),
        { Refusal: nameof(CapacityStatus.IdMalformed) }
            when KeptId.Of((sent ?? receipt.Act?.What)?.Capacity) is { } kept => (null, kept),
        { Refusal: { } refusal } => (null, Problem.Of(
            JsonNamingPolicy.SnakeCaseUpper.ConvertName(refusal),
            detail: "The act would be refused now.")),
        _ => (null, Refusal.Of(receipt.Status, body)),
    };
}
