namespace Clearing.Market.Approvals;

/// <summary>A proposed act, and what became of it.</summary>
/// <param name="Id">Chosen by the operator, unique among the market's proposals.</param>
/// <param name="What">The act.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="ProposedBy">Who asked.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="Reason">Why; 1 to 200 characters.</param>
/// <param name="ExpiresAt">Until then it can be approved.</param>
/// <param name="DecidedBy">Who approved or withdrew it; null if nobody did.</param>
/// <param name="DecidedAt">When; null if nobody did.</param>
[GenerateSerializer, Alias("Clearing.PendingAct"), Immutable]
public sealed record PendingAct(
    string Id, ProposedAct What, ProposalStage Stage, string ProposedBy, DateTimeOffset ProposedAt,
    string Reason, DateTimeOffset ExpiresAt, string? DecidedBy = null,
    DateTimeOffset? DecidedAt = null);

/// <summary>Where a proposal stands.</summary>
[GenerateSerializer, Alias("Clearing.ProposalStage")]
public enum ProposalStage
{
    /// <summary>It waits for a second operator.</summary>
    Pending = 0,

    /// <summary>A second operator approved it, and what it asks for is done.</summary>
    Approved = 1,

    /// <summary>An operator withdrew it.</summary>
    Withdrawn = 2,

    /// <summary>
    /// Nobody approved it in time: until its expiry or, unless it is a correction, the settlement.
    /// </summary>
    Expired = 3,
}
