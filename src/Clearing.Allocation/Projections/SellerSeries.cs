namespace Clearing.Allocation.Projections;

/// <summary>The weeks of a seller that a projection looks at.</summary>
/// <param name="Sold">Thousandths of a cubic foot sold.</param>
/// <param name="Units">Thousandths of a unit sold.</param>
[GenerateSerializer, Alias("Clearing.SellerSeries"), Immutable]
public readonly record struct SellerSeries(WeekSeries Sold, WeekSeries Units);
