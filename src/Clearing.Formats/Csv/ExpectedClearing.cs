namespace Clearing.Formats;

/// <summary>The expected clearing of one market of the real book.</summary>
/// <param name="Region">The market without its period.</param>
/// <param name="Round">The half-hour, from 1; each is a separate market.</param>
/// <param name="IntervalEnd">The end of that half-hour in UTC, as in RFC 3339.</param>
/// <param name="Capacity">The volume that can be granted.</param>
/// <param name="Granted">The granted volume.</param>
/// <param name="Awards">The number of awards.</param>
/// <param name="PartialAwards">The number of partial awards.</param>
/// <param name="RoundFeeMicros">The fee that every winner pays, in micros.</param>
public sealed record ExpectedClearing(
    string Region, int Round, string IntervalEnd, long Capacity, long Granted, int Awards,
    int PartialAwards, long RoundFeeMicros);
