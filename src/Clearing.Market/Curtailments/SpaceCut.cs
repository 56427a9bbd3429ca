namespace Clearing.Market.Curtailments;

/// <summary>An operator takes space back from a market.</summary>
/// <param name="Id">Chosen by the operator, unique in the market: the idempotency key.</param>
/// <param name="Volume">Cubic feet, whole lots.</param>
/// <param name="Day">The first day on which the space is gone, in the region's time zone.</param>
[GenerateSerializer, Alias("Clearing.SpaceCut"), Immutable]
public sealed record SpaceCut(string Id, CubicFeet Volume, DateOnly Day);
