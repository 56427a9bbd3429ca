namespace Clearing.Market.Rounds;

/// <summary>
/// Why an open bid got nothing in a round. The first that applies, in this order.
/// </summary>
[GenerateSerializer, Alias("Clearing.Reason")]
public enum Reason : byte
{
    /// <summary>The bid got volume.</summary>
    None = 0,

    /// <summary>Its max fee is below the round's reserve fee.</summary>
    BelowReserve = 1,

    /// <summary>The seller's cap left nothing for it.</summary>
    SellerCap = 2,

    /// <summary>It could not get its min volume.</summary>
    MinFill = 3,

    /// <summary>Less than one lot was available.</summary>
    NoCapacity = 4,

    /// <summary>Its fee is the lowest granted one, and the tie rule left nothing for it.</summary>
    TieLost = 5,

    /// <summary>Higher bids took everything.</summary>
    Outbid = 6,
}
