namespace Clearing.Lab.Markets;

/// <summary>How a round lowers the fees of earlier awards.</summary>
public enum Repricing
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>By rule 8 of the market: the product's own rule.</summary>
    Product = 1,

    /// <summary>
    /// To the round fee, whatever stands behind it, even regranted volume: the rule before it was
    /// hardened.
    /// </summary>
    AsBuilt = 2,

    /// <summary>As built, but only if the round grants enough in total.</summary>
    Guard = 3,

    /// <summary>As built, but a seller's own bids do not lower its own awards.</summary>
    OthersOnly = 4,

    /// <summary>
    /// To the max fee at which enough of the round's volume is counted from below.
    /// </summary>
    Depth = 5,
}
