namespace Clearing.Formats;

/// <summary>The terms, beyond its form, that a file of bids must keep.</summary>
/// <param name="Lot">Volumes are multiples of this many cubic feet; 1 or more.</param>
/// <param name="TickMicros">Max fees are multiples of this fee; 1 or more.</param>
/// <param name="NeedsMarkets">True if the columns region and round are required.</param>
/// <param name="Seller">The only seller whose bids the file may hold; null for any.</param>
/// <param name="Region">
/// The only market, without its period, whose bids the file may hold; null for any.
/// </param>
/// <param name="Round">The only round in which bids may arrive, from 1; 0 for any.</param>
public sealed record BidFileTerms(
    long Lot = 1, long TickMicros = 1, bool NeedsMarkets = false, string? Seller = null,
    string? Region = null, int Round = 0);
