namespace Clearing.Allocation.Facts;

/// <summary>Returned goods: they lower the net sales of the day of the sale.</summary>
/// <param name="Id">The client's id; unique among the seller's reports and returns.</param>
/// <param name="SoldOn">The day of the sale, in the region's time zone.</param>
/// <param name="ReturnedMinor">Minor units, more than 0.</param>
[GenerateSerializer, Alias("Clearing.SalesReturn"), Immutable]
public sealed record SalesReturn(string Id, DateOnly SoldOn, Int128 ReturnedMinor);
