using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A deal or a launch that an operator enters as confirmed.</summary>
internal sealed record ConfirmedEventBody : IBody<ConfirmedEventBody>
{
    public static string Example =>
        """
        {"event_id":"fair","first_day":"2026-11-20","last_day":"2026-11-27","uplift_ppm":2500000,
         "reason":"told by phone"}
        """;

    [CommandId]
    [Description("Chosen by you, unique among the seller's events in the zone.")]
    public string? EventId { get; init; }

    [Description("Its first day; every week that it overlaps is lifted as a whole.")]
    public required DateOnly FirstDay { get; init; }

    [Description("Its last day, inclusive: today or later.")]
    public required DateOnly LastDay { get; init; }

    [Whole(1, EventPlan.MaxUpliftPpm, LeftToMarket = true)]
    [Description("What its weeks sell relative to the level; 2000000 is twice as much.")]
    public long? UpliftPpm { get; init; }

    [Whole(0, DayFigures.MaxMilliVolume, LeftToMarket = true)]
    [Description("Thousandths of a cubic foot that each of its weeks sells in addition.")]
    public long? AddedMilliVolume { get; init; }

    [Description("What it is: 1 to 200 characters.")]
    public string? Note { get; init; }

    [Description("Why it counts: 1 to 200 characters, which the seller sees too.")]
    public required string Reason { get; init; }

    internal EventPlan ToPlan() =>
        new(EventId!, FirstDay, LastDay, UpliftPpm, AddedMilliVolume, Note);
}
