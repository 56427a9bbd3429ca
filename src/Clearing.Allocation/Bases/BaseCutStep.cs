using Clearing.Allocation.Calendars;

namespace Clearing.Allocation.Bases;

/// <summary>What a zone tells its sellers of a cut; it is the same for all of them.</summary>
/// <param name="Id">The cut's id.</param>
/// <param name="Period">The period whose bases are cut.</param>
/// <param name="From">The first day on which the cut bases hold.</param>
/// <param name="Ration">The ratio by which the bases above the floor are cut.</param>
/// <param name="FloorVolume">The floor of the rules that the bases were computed by.</param>
/// <param name="DecidedOn">The day of the decision, in the zone's time zone.</param>
[GenerateSerializer, Alias("Clearing.BaseCutStep"), Immutable]
public sealed record BaseCutStep(
    string Id, Period Period, DateOnly From, Ration Ration, long FloorVolume, DateOnly DecidedOn)
{
    /// <summary>The cut as a seller sees it: with the ratio in parts per million.</summary>
    public BaseCutStep ForSellers() => this with { Ration = Ration.ForSellers() };
}
