namespace Clearing.Market;

/// <summary>Where a seller's cap cuts: rows above a fee get all, rows below it nothing.</summary>
internal struct SellerCut
{
    /// <summary>The fee at which the room ends; -1 if the seller is within its cap.</summary>
    public long Margin;

    /// <summary>
    /// Cubic feet for the rows at the margin, by sequence; the whole room until that is known.
    /// </summary>
    public long Left;
}
