using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>A page of the acts that operators proposed.</summary>
internal sealed record ProposalsAnswer(
    string Market,
    [property: Description("Oldest first.")] ImmutableArray<ProposalAnswer> Proposals,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);

/// <summary>An act that a second operator is asked to approve, and what became of it.</summary>
internal sealed record ProposalAnswer(
    string ProposalId, ProposedKind Act, ProposalStage Stage, string ProposedBy, DateTime ProposedAt,
    string Reason,
    [property: Description("Until then it can be approved, UTC.")] DateTime ExpiresAt,
    [property: Description("Who approved or withdrew it; null if nobody did.")] string? DecidedBy,
    DateTime? DecidedAt,
    [property: Description("The round of a void; null of other acts.")] int? Round,
    [property: Description("The seller of a correction; null of other acts.")] string? Seller,
    [property: Description(
        "The id of the capacity change, curtailment or correction; null of other acts.")]
    string? CommandId,
    [property: Description(
        "Cubic feet that join, or leave below 0: with the round that is cleared again, by the change "
        + "or by the curtailment; null of other acts.")]
    long? CapacityDelta,
    [property: Description("The reserve fee of the round that is cleared again; null of other acts.")]
    long? ReserveFeeMicros,
    [property: Description("The amount of a correction; null of other acts.")] long? AmountMinor,
    string Currency, int MinorExponent)
{
    public static ProposalAnswer Of(PendingAct pending, MarketConfig config)
    {
        var act = pending.What;
        return new(
            pending.Id, KindOf(act), pending.Stage, pending.ProposedBy,
            pending.ProposedAt.UtcDateTime, pending.Reason, pending.ExpiresAt.UtcDateTime,
            pending.DecidedBy, pending.DecidedAt?.UtcDateTime, act.Void?.Round, act.Correct?.Seller,
            act.Capacity?.Id ?? act.Cut?.Id ?? act.Correct?.Correction.Id,
            act.Void?.CapacityDelta.Value ?? act.Capacity?.Delta.Value ?? -act.Cut?.Volume.Value,
            act.Void?.Reserve.Micros, (long?)act.Correct?.Correction.Amount.Minor, config.Currency,
            config.MinorExponent);
    }

    private static ProposedKind KindOf(ProposedAct act) =>
        act.Void is not null ? ProposedKind.Void
        : act.Settle is not null ? ProposedKind.Settle
        : act.Capacity is not null ? ProposedKind.Capacity
        : act.Cut is not null ? ProposedKind.Curtailment
        : ProposedKind.Correction;
}

/// <summary>What is proposed.</summary>
internal enum ProposedKind
{
    Void = 0,
    Settle = 1,
    Capacity = 2,
    Curtailment = 3,
    Correction = 4,
}
