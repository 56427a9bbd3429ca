namespace Clearing.Contracts;

/// <summary>What is checked of a caller besides its roles.</summary>
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

    /// <summary>
    /// The grain's key is a market: operators must operate its region, unless everyone may call.
    /// </summary>
    Market = 3,

    /// <summary>
    /// The grain's key is <c>seller/{seller}</c>, <c>zone-seller/{zone}/{seller}</c>,
    /// <c>market-seller/{market}/{seller}</c> or <c>market/{market}</c>: sellers must be that
    /// seller, operators must operate the zone's or market's region, and all regions where the key
    /// has none.
    /// </summary>
    Source = 4,

    /// <summary>
    /// The grain's key is a market, and the first argument is a seller, or null for all sellers:
    /// sellers must be that seller, operators must operate the market's region.
    /// </summary>
    SellerInMarket = 5,

    /// <summary>
    /// The grain's key is a zone, <c>region/storageType</c>: operators must operate its region,
    /// unless everyone may call.
    /// </summary>
    Zone = 6,

    /// <summary>
    /// The grain's key is a seller in a zone, <c>region/storageType/seller</c>: sellers must be
    /// that seller, operators must operate that region.
    /// </summary>
    ZoneSeller = 7,
}
