namespace Clearing.Lab.Bidding;

/// <summary>
/// What a seller bids for a cubic foot: its strategy and the credits it counts on.
/// </summary>
/// <param name="CreditRate">Credit earned per dollar of sales; 0 for none.</param>
/// <param name="CreditCap">The part of the charge that credits may offset, up to 1.</param>
/// <param name="RefundSafe">True if it bids only what the credit will pay back.</param>
/// <param name="Shade">The part of its worth that it bids; 1 is truthful.</param>
public readonly record struct BidWorth(
    double CreditRate, double CreditCap, bool RefundSafe = false, double Shade = 1)
{
    /// <summary>All that the space is worth, without credits.</summary>
    public static readonly BidWorth Truthful = new(0, 1);

    /// <summary>A part of what the space is worth, without credits.</summary>
    public static BidWorth Shaded(double shade) => new(0, 1, Shade: shade);

    /// <summary>The max fee for each dollar of expected sales, by margin.</summary>
    /// <remarks>
    /// Truthful is the fee at which the net fee takes the whole margin:
    /// <c>f − min(c q, κ f) = m q</c>.
    /// </remarks>
    /// <param name="margin">The seller's margin, a part of its sales.</param>
    public double PerSales(double margin)
    {
        if (RefundSafe) { return Shade * CreditRate; }
        if (CreditCap < 1)
        {
            var capped = margin / (1 - CreditCap);
            if (CreditCap * capped <= CreditRate) { return Shade * capped; }
        }
        return Shade * (margin + CreditRate);
    }
}
