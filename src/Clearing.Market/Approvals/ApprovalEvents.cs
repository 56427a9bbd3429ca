namespace Clearing.Market.Approvals;

/// <summary>A round is cleared, and its awards do not bind before its window is over.</summary>
/// <param name="Outcome">
/// What it comes to. <see cref="RoundCleared"/> records the same when the round binds.
/// </param>
public sealed record RoundProvisional(RoundCleared Outcome) : MarketAct
{
    /// <summary>When, by the clock of the process; the window begins then.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>A provisional round is void; it is cleared again in the same append.</summary>
/// <param name="Round">Its number.</param>
/// <param name="Proposal">The proposal that was approved: it names who asked, and why.</param>
public sealed record RoundVoided(int Round, string Proposal) : MarketAct
{
    /// <summary>When, by the clock of the process.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>An operator asked for an act that a second one must approve.</summary>
/// <param name="Id">The proposal's id.</param>
/// <param name="What">The act.</param>
/// <param name="ExpiresAt">Until then it can be approved.</param>
public sealed record ActProposed(string Id, ProposedAct What, DateTimeOffset ExpiresAt) : MarketAct;

/// <summary>A second operator approved an act; what it does follows in the same append.</summary>
/// <param name="Id">The proposal's id.</param>
public sealed record ActApproved(string Id) : MarketAct;

/// <summary>An operator withdrew a proposal.</summary>
/// <param name="Id">The proposal's id.</param>
public sealed record ActWithdrawn(string Id) : MarketAct;
