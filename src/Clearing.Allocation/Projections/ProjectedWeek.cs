namespace Clearing.Allocation.Projections;

/// <summary>What a seller is expected to sell in a week.</summary>
/// <param name="Week">The week after the cut-off, from 1.</param>
/// <param name="UpliftPpm">The week's season, or an event's uplift; it is always stored.</param>
/// <param name="Source">Where the volume comes from.</param>
/// <param name="MilliVolume">Thousandths of a cubic foot.</param>
[GenerateSerializer, Alias("Clearing.ProjectedWeek"), Immutable]
public sealed record ProjectedWeek(
    int Week, Int128 UpliftPpm, ProjectionSource Source, Int128 MilliVolume);
