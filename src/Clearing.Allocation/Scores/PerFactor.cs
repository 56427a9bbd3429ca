namespace Clearing.Allocation.Scores;

/// <summary>A value for each of the four factors of a score.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="SellThrough">How often the space in use was sold in 13 weeks.</param>
/// <param name="Excess">The share of units beyond 90 days of supply.</param>
/// <param name="Stranded">The share of units that cannot be sold.</param>
/// <param name="InStock">The share of demand-weighted products in stock.</param>
[GenerateSerializer, Alias("Clearing.PerFactor`1"), Immutable]
public sealed record PerFactor<T>(T SellThrough, T Excess, T Stranded, T InStock);
