namespace Clearing.Allocation.Overages;

/// <summary>A seller's overage in a zone and month: what it comes to, and what was billed.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Market">The market whose statement shows it.</param>
/// <param name="Bill">The days over the limit and the fee, by the facts of now.</param>
/// <param name="Billed">
/// What was billed and corrected; null before the bill, and where there was nothing to bill.
/// </param>
[GenerateSerializer, Alias("Clearing.OverageView"), Immutable]
public sealed record OverageView(
    DateOnly Month, string Market, OverageBill Bill, MonthBill? Billed);
