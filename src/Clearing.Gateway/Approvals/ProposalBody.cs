using System.ComponentModel.DataAnnotations;
using Clearing.Formats;
using Clearing.Market;
using Clearing.Market.Curtailments;

namespace Clearing.Gateway;

/// <summary>An act that a second operator is asked to approve: exactly one of its members.</summary>
internal sealed record ProposalBody : IBody<ProposalBody>, IChecked
{
    public static string Example =>
        """
        {"proposal_id":"p-1","reason":"the reserve fee was wrong",
         "void":{"round":3,"reserve_fee_micros":100000}}
        """;

    [CommandId, Description("Chosen by you, unique in the market: the idempotency key.")]
    public string? ProposalId { get; init; }

    [Length(1, NoteRule.MaxLength)]
    [Description("The reason; it is kept on record, and that of a void is public.")]
    public required string Reason { get; init; }

    [Description("Voids the provisional round and clears it again, provisionally, on these terms.")]
    public VoidBody? Void { get; init; }

    [Description("True settles the market; false counts as left out.")]
    public bool? Settle { get; init; }

    [Description("Changes the market's capacity.")]
    public CapacityBody? Capacity { get; init; }

    [Description("Takes space back from the market.")]
    public CurtailmentBody? Curtailment { get; init; }

    [Description("Corrects a seller's settled statement.")]
    public SellerCorrectionBody? Correction { get; init; }

    public void Check(JsonMembers members)
    {
        object?[] acts = [Void, Settle is true ? Settle : null, Capacity, Curtailment, Correction];
        if (acts.Count(act => act is not null) != 1)
        {
            members.Refuse(
                "void", "must be the only act: one of void, settle, capacity, curtailment, correction");
        }
    }

    internal ProposedAct ToAct(string market) => new(
        Void?.ToTerms(), Settle is true ? new() : null,
        Capacity is { } change ? new(change.ChangeId!, new(change.Delta)) : null,
        Curtailment?.ToCut(), Correction?.ToCorrection(market));
}

/// <summary>The terms on which a voided round is cleared again.</summary>
internal sealed record VoidBody
{
    [Whole(1, int.MaxValue), Description("The number of the provisional round.")]
    public required int Round { get; init; }

    [Description(
        "Cubic feet that join the pool with this round, or leave it if negative; default 0.")]
    public long CapacityDelta { get; init; }

    [Whole(0)]
    [Description("Bids below this fee, in micros per cubic foot, get nothing; default 0.")]
    public long ReserveFeeMicros { get; init; }

    internal RoundTerms ToTerms() => new(Round, new(CapacityDelta), new(ReserveFeeMicros));
}

/// <summary>A correction of a seller's statement in the market of the proposal.</summary>
internal sealed record SellerCorrectionBody
{
    [IdText, Description("The seller whose statement is corrected.")]
    public required string Seller { get; init; }

    [IdText]
    [Description("Chosen by you, unique for the seller in the region: the idempotency key.")]
    public required string CorrectionId { get; init; }

    [Description("What the seller owes more, in minor units; a negative amount is in its favour.")]
    public required long AmountMinor { get; init; }

    [Length(1, NoteRule.MaxLength), Description("The reason; it is kept with the entry.")]
    public required string Note { get; init; }

    internal SellerCorrection ToCorrection(string market) =>
        new(Seller, new Correction(CorrectionId, market, new Money(AmountMinor), Note));
}
