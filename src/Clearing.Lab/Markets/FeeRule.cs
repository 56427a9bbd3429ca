namespace Clearing.Lab.Markets;

/// <summary>What the winners of a round pay, before any repricing.</summary>
public enum FeeRule
{
    /// <summary>All pay the lowest granted max fee: the product's rule.</summary>
    LowestGranted = 0,

    /// <summary>
    /// All pay the highest max fee left short: this is also a rule of the product.
    /// </summary>
    HighestRejected = 1,

    /// <summary>Each pays its own max fee; for comparison only.</summary>
    PayAsBid = 2,

    /// <summary>
    /// All pay the max fee at which enough of the round's volume is counted from below, and those
    /// below it pay their own; for comparison only.
    /// </summary>
    Depth = 3,
}
