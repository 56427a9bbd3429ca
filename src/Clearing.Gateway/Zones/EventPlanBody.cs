using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>What a deal or a launch is, whoever tells of it.</summary>
internal abstract record EventPlanBody
{
    [ZoneCommandId]
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

    [Text(NoteRule.MaxLength), Description("What it is: 1 to 200 characters.")]
    public string? Note { get; init; }

    internal EventPlan ToPlan() =>
        new(EventId!, FirstDay, LastDay, UpliftPpm, AddedMilliVolume, Note);
}
