namespace Clearing.Allocation.Advice;

/// <summary>How a seller's own space sold in its last 91 days, and what it expects.</summary>
/// <param name="SalesMinor">Net sales in minor units; may be negative.</param>
/// <param name="UsedVolumeDays">The sum of the days' use; 0 says nothing.</param>
/// <param name="Days">How many days the new space would be held.</param>
/// <param name="FillPpm">The seller's guess of how full it would be.</param>
public sealed record SellerPast(Int128 SalesMinor, Int128 UsedVolumeDays, int Days, long FillPpm);
