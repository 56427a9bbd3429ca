using System.Text.Json.Serialization;
using Clearing.Allocation.Projections;

namespace Clearing.Allocation.Warnings;

/// <summary>
/// What a seller is told of its use, its limit and its planned events, unasked (README, chapters 5
/// and 8). The volumes and the fee of a notice of an event say nothing.
/// </summary>
/// <param name="Number">Runs from 1 without gaps for the seller in the zone.</param>
/// <param name="Kind">Why it is told.</param>
/// <param name="Day">The day of facts that it is about; the first day of a cut or an event.</param>
/// <param name="UsedVolume">
/// That day's use; that of a day before it if it is unknown, and 0 if that is unknown too. The use of
/// now if a base is cut; 0 for an event.
/// </param>
/// <param name="LimitVolume">That day's overage limit; null for none, and for an event.</param>
/// <param name="InboundVolume">
/// Open shipments; 0 if unknown, where a base is cut, and for an event.
/// </param>
/// <param name="OverageFeeMinor">
/// The month's overage fee so far, in minor units; 0 where a base is cut, and for an event.
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
    DateTimeOffset At)
{
    /// <summary>What was decided on a planned event; null in any other notice.</summary>
    [Id(0), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventDecision? Event { get; init; }
}
