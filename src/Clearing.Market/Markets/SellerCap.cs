namespace Clearing.Market.Markets;

/// <summary>The most one seller may hold in a market.</summary>
/// <param name="Seller">The seller's id.</param>
/// <param name="Cap">Granted less released volume may not exceed this; 0 or more.</param>
[GenerateSerializer, Alias("Clearing.SellerCap"), Immutable]
public readonly record struct SellerCap(string Seller, CubicFeet Cap);
