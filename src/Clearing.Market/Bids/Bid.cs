namespace Clearing.Market.Bids;

/// <summary>A seller's sealed ask for additional capacity in one market.</summary>
/// <param name="Id">Chosen by the client, unique among the seller's bids in the market: the idempotency key.</param>
/// <param name="Seller">The seller's id.</param>
/// <param name="MaxFee">The highest fee the seller accepts: 0 or more, on the market's
/// tick.</param>
/// <param name="MaxVolume">The volume asked for: more than 0, on the market's lot.</param>
/// <param name="MinVolume">
/// The seller does not want less than this: 0 to the max volume, on the lot.
/// </param>
/// <param name="TimeInForce">How long the ungranted rest stands.</param>
[GenerateSerializer, Alias("Clearing.Bid"), Immutable]
public sealed record Bid(
    string Id,
    string Seller,
    Fee MaxFee,
    CubicFeet MaxVolume,
    CubicFeet MinVolume = default,
    TimeInForce TimeInForce = TimeInForce.Period);
