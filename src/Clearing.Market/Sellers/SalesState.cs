namespace Clearing.Market.Sellers;

/// <summary>Whether a report of sales earns credit.</summary>
[GenerateSerializer, Alias("Clearing.SalesState")]
public enum SalesState
{
    /// <summary>It earns credit.</summary>
    Confirmed = 0,

    /// <summary>It waits for an operator and earns nothing.</summary>
    Held = 1,

    /// <summary>An operator disputes it; it earns nothing.</summary>
    Disputed = 2,
}
