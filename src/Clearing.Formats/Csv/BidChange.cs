using Clearing.Market;

namespace Clearing.Formats;

/// <summary>A row of a changes file: a bid's change before a round is cleared.</summary>
/// <param name="Region">The market without its period.</param>
/// <param name="Round">The round before which it happens, from 1.</param>
/// <param name="BidId">The bid to change.</param>
/// <param name="MaxFee">The new max fee; null to cancel the rest of the bid.</param>
public sealed record BidChange(string Region, int Round, string BidId, Fee? MaxFee);
