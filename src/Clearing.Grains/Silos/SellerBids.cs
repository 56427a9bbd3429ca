using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>Bids of one seller, among those of many that are placed in one call.</summary>
/// <param name="Bids">1 to 10_000 bids of this seller.</param>
/// <param name="BaseLimit">The seller's base limit in the market, in cubic feet.</param>
[GenerateSerializer, Alias("Clearing.SellerBids"), Immutable]
public sealed record SellerBids(ImmutableArray<Bid> Bids, CubicFeet BaseLimit);
