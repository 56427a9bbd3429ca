namespace Clearing.Allocation.Attributions;

/// <summary>What of a market must fit its zone.</summary>
public enum MarketTerm
{
    /// <summary>The kind of its period.</summary>
    Period,

    /// <summary>Its currency.</summary>
    Currency,

    /// <summary>How many decimals its amounts have.</summary>
    MinorExponent,
}
