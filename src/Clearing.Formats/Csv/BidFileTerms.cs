namespace Clearing.Formats;

/// <summary>What a reader of bids expects of the file beyond its form.</summary>
/// <param name="Lot">Volumes are multiples of this many cubic feet; 1 or more.</param>
/// <param name="TickMicros">Max fees are multiples of this fee; 1 or more.</param>
/// <param name="NeedsMarkets">Whether the columns region and round must be there.</param>
public sealed record BidFileTerms(long Lot = 1, long TickMicros = 1, bool NeedsMarkets = false);
