namespace Clearing.Allocation.Warnings;

/// <summary>What a seller is told of its use and its limit, unasked (README, chapters 5 and 8).</summary>
/// <param name="Number">Runs from 1 without gaps for the seller in the zone.</param>
/// <param name="Kind">Why it is told.</param>
/// <param name="Day">The day of facts that it is about; the first day of a cut.</param>
/// <param name="UsedVolume">
/// That day's use; that of a day before it if it is unknown, and 0 if that is unknown too. The use of
/// now if a base is cut.
/// </param>
/// <param name="LimitVolume">That day's overage limit; null for none.</param>
/// <param name="InboundVolume">Open shipments; 0 if unknown, and where a base is cut.</param>
/// <param name="OverageFeeMinor">
/// The month's overage fee so far, in minor units; 0 where a base is cut.
/// </param>
/// <param name="Level">OVER in a notice of overage.</param>
/// <param name="ExpectedExceedsOn">
/// The first day that exceeds the limit if sales are as projected; null if none does.
/// </param>
/// <param name="HighExceedsOn">The same if sales are weak.</param>
/// <param name="At">When it was decided.</param>
[GenerateSerializer, Alias("Clearing.CapacityNotice"), Immutable]
public sealed record CapacityNotice(
    int Number,
    CapacityNoticeKind Kind,
    DateOnly Day,
    long UsedVolume,
    long? LimitVolume,
    long InboundVolume,
    Int128 OverageFeeMinor,
    WarningLevel Level,
    DateOnly? ExpectedExceedsOn,
    DateOnly? HighExceedsOn,
    DateTimeOffset At);
