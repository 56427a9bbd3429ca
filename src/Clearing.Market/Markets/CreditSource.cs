namespace Clearing.Market.Markets;

/// <summary>Where a market's incremental sales, and so its credits, come from.</summary>
[GenerateSerializer, Alias("Clearing.CreditSource")]
public enum CreditSource
{
    /// <summary>Sales reports: somebody else computed what extra space sold.</summary>
    Report = 0,

    /// <summary>
    /// The sellers' daily facts in the market's zone: every day of the period has a line.
    /// </summary>
    Days = 1,
}
