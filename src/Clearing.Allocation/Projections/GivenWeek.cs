namespace Clearing.Allocation.Projections;

/// <summary>The operator's own projection of a week; the last one of a week counts.</summary>
/// <param name="Week">The week after the cut-off, from 1.</param>
/// <param name="MilliVolume">Thousandths of a cubic foot, launches included.</param>
[GenerateSerializer, Alias("Clearing.GivenWeek"), Immutable]
public readonly record struct GivenWeek(int Week, long MilliVolume);
