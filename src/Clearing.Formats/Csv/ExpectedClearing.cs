namespace Clearing.Formats;

/// <summary>What one market of the real book clears to.</summary>
/// <param name="Region">The market without its period.</param>
/// <param name="Round">The half-hour, from 1: a market of its own.</param>
/// <param name="IntervalEnd">When that half-hour ends, RFC 3339, UTC.</param>
/// <param name="Capacity">The volume that can be granted.</param>
/// <param name="Granted">What is granted.</param>
/// <param name="Awards">How many bids get something.</param>
/// <param name="PartialAwards">How many of them do not get all.</param>
/// <param name="RoundFeeMicros">What every winner pays.</param>
public sealed record ExpectedClearing(
    string Region, int Round, string IntervalEnd, long Capacity, long Granted, int Awards,
    int PartialAwards, long RoundFeeMicros);
