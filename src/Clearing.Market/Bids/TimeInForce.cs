namespace Clearing.Market.Bids;

/// <summary>How long the ungranted rest of a bid stands.</summary>
[GenerateSerializer, Alias("Clearing.TimeInForce")]
public enum TimeInForce
{
    /// <summary>Until it is complete, cancelled, or the market settles.</summary>
    Period = 0,

    /// <summary>Until the next clearing.</summary>
    Round = 1,
}
