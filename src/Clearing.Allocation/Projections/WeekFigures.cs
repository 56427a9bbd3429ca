namespace Clearing.Allocation.Projections;

/// <summary>What a seller sold in a week, Monday to Sunday. A null is unknown.</summary>
/// <param name="SoldMilliVolume">Thousandths of a cubic foot.</param>
/// <param name="MilliUnits">Thousandths of a unit.</param>
public readonly record struct WeekFigures(Int128? SoldMilliVolume, Int128? MilliUnits);
