namespace Clearing.Lab.Markets;

/// <summary>When sellers place their bids.</summary>
public enum Entry
{
    /// <summary>In the round in which they arrive.</summary>
    AtArrival = 0,

    /// <summary>
    /// All of them bid in the first round, because every seller is known from the start.
    /// </summary>
    InFirstRound = 1,

    /// <summary>All of them bid in the last round.</summary>
    InLastRound = 2,
}
