using Clearing.Market.Approvals;

namespace Clearing.Pages.Markets;

/// <summary>Proposed acts in words, with all the numbers that an approver answers for.</summary>
internal static class ProposalWords
{
    /// <summary>What a proposal asks for, as an order.</summary>
    public static string Of(ProposedAct act, MarketConfig config) => act switch
    {
        { Void: { } terms } =>
            $"Void round {terms.Round} and clear it again at a reserve of"
            + $" {Shown.Fee(terms.Reserve, config.MinorExponent)}, with"
            + $" {Shown.Change(terms.CapacityDelta)} ft³",
        { Settle: not null } => "Settle the market and send all final statements",
        { Capacity: { } change } => $"Change the capacity by {Shown.Change(change.Delta)} ft³",
        { Cut: { } cut } =>
            FormattableString.Invariant(
                $"Take back {Shown.Volume(cut.Volume)} ft³ from {cut.Day:yyyy-MM-dd}"),
        { Correct: { } correct } =>
            $"Correct the statement of {correct.Seller} by"
            + $" {Shown.Money(correct.Correction.Amount, config.MinorExponent)} {config.Currency}:"
            + $" {correct.Correction.Note}",
        _ => throw new ArgumentException("A proposal is of exactly one act.", nameof(act)),
    };
}
