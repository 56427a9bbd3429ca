namespace Clearing.Market.Markets;

/// <summary>What became of an inspection.</summary>
[GenerateSerializer, Alias("Clearing.InspectStatus")]
public enum InspectStatus
{
    /// <summary>
    /// It is on record (or was, for the same one sent again): the bids may be shown.
    /// </summary>
    Inspected = 0,

    /// <summary>
    /// The id is not 1 to 128 printable ASCII characters without spaces, or it begins with
    /// <c>preview/</c>, as those of dry runs do.
    /// </summary>
    IdMalformed = 1,

    /// <summary>The id was used before, for another inspection.</summary>
    IdReused = 2,

    /// <summary>The market was never opened.</summary>
    MarketUnknown = 3,

    /// <summary>
    /// The seller's id is not 1 to 128 printable ASCII characters without spaces.
    /// </summary>
    SellerIdMalformed = 4,

    /// <summary>The reason is empty or too long.</summary>
    ReasonMalformed = 5,
}
