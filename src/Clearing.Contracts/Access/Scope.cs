namespace Clearing.Contracts;

/// <summary>What a method's rights are compared with, beside the caller's roles.</summary>
public enum Scope
{
    /// <summary>Nothing: the roles alone decide.</summary>
    Roles = 0,

    /// <summary>
    /// The grain's key is a seller: sellers must be that seller, operators must operate all
    /// regions.
    /// </summary>
    Seller = 1,

    /// <summary>
    /// The grain's key is a seller, and the first argument names a market or a region: sellers must
    /// be that seller, operators must operate that region.
    /// </summary>
    SellerInRegion = 2,

    /// <summary>The grain's key is a market: operators must operate its region.</summary>
    Market = 3,

    /// <summary>
    /// The grain's key is <c>seller/</c> and a seller, <c>zone-seller/</c>, a zone and a seller,
    /// <c>market-seller/</c>, a market and a seller, or <c>market/</c> and a market: sellers must be
    /// that seller, operators must operate that region.
    /// </summary>
    Source = 4,

    /// <summary>
    /// The grain's key is a market, and the first argument names a seller or, null, all: sellers
    /// must be that seller, operators must operate the market's region.
    /// </summary>
    SellerInMarket = 5,

    /// <summary>
    /// The grain's key is a zone, <c>region/storageType</c>: operators must operate its region.
    /// </summary>
    Zone = 6,

    /// <summary>
    /// The grain's key is a seller in a zone, <c>region/storageType/seller</c>: sellers must be
    /// that seller, operators must operate that region.
    /// </summary>
    ZoneSeller = 7,
}
