namespace Clearing.Lab.Markets;

/// <summary>When sellers place their bids.</summary>
public enum Entry
{
    /// <summary>In the round in which they arrive.</summary>
    AtArrival = 0,

    /// <summary>All in the first round: everybody is known from the start.</summary>
    InFirstRound = 1,

    /// <summary>All in the last round.</summary>
    InLastRound = 2,
}
