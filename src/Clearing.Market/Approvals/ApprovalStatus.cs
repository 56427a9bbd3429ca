namespace Clearing.Market.Approvals;

/// <summary>
/// What became of a proposal, an approval or a withdrawal. When several refusals apply, the first
/// listed is returned.
/// </summary>
[GenerateSerializer, Alias("Clearing.ApprovalStatus")]
public enum ApprovalStatus
{
    /// <summary>It is as asked, now or before.</summary>
    Done = 0,

    /// <summary>The id is not 1 to 128 printable ASCII characters without spaces.</summary>
    IdMalformed = 1,

    /// <summary>Nobody is known to make the call, so that nobody else could approve.</summary>
    OperatorUnknown = 2,

    /// <summary>The id was used before, for another proposal.</summary>
    IdReused = 3,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 4,

    /// <summary>The reason is not 1 to 200 characters long.</summary>
    ReasonMalformed = 5,

    /// <summary>The market has no such proposal.</summary>
    ProposalUnknown = 6,

    /// <summary>The proposal was approved and cannot be withdrawn.</summary>
    AlreadyApproved = 7,

    /// <summary>The proposal was withdrawn.</summary>
    ProposalWithdrawn = 8,

    /// <summary>The proposal has expired, which the settlement brings to all but corrections.</summary>
    ProposalExpired = 9,

    /// <summary>The operator who asked cannot approve.</summary>
    SameOperator = 10,

    /// <summary>The act itself is refused; nothing is on record.</summary>
    ActRefused = 11,
}

/// <summary>The answer to a proposal, an approval or a withdrawal.</summary>
/// <param name="Status">Done, or the refusal.</param>
/// <param name="Act">The proposal as it stands; null if it is not on record.</param>
/// <param name="Refusal">
/// Why the act itself is refused: the name of a member of its command's status; null unless it is.
/// </param>
[GenerateSerializer, Alias("Clearing.ApprovalReceipt"), Immutable]
public sealed record ApprovalReceipt(
    ApprovalStatus Status, PendingAct? Act = null, string? Refusal = null);

/// <summary>What became of voiding a provisional round.</summary>
[GenerateSerializer, Alias("Clearing.VoidStatus")]
public enum VoidStatus
{
    /// <summary>The round is voided and provisionally cleared again.</summary>
    Voided = 0,

    /// <summary>The round is not provisional.</summary>
    RoundNotProvisional = 1,

    /// <summary>Its window is over: the awards bind.</summary>
    WindowOver = 2,

    /// <summary>The reserve fee is negative.</summary>
    ReserveNegative = 3,

    /// <summary>The pool would not fit 63 bits.</summary>
    PoolOverflow = 4,
}
