namespace Clearing.Market.Markets;

/// <summary>Which fee the winners of a round pay.</summary>
[GenerateSerializer, Alias("Clearing.PricingRule")]
public enum PricingRule
{
    /// <summary>The lowest max fee among the bids that got volume.</summary>
    LowestGranted = 0,

    /// <summary>The reserve while eligible demand does not exceed what is available.</summary>
    ReserveIfUndersubscribed = 1,

    /// <summary>The highest max fee among eligible bids left short, at least the reserve.</summary>
    HighestRejected = 2,
}
