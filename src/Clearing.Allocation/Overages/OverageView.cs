namespace Clearing.Allocation.Overages;

/// <summary>A seller's overage in a zone and month: what it comes to, and what was billed.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Market">The market whose statement shows it.</param>
/// <param name="Bill">The days over the limit and the fee, by the facts of now.</param>
/// <param name="Billed">
/// The sum of the bill and its corrections, with the terms that they use; null before the bill.
/// </param>
[GenerateSerializer, Alias("Clearing.OverageView"), Immutable]
public sealed record OverageView(
    DateOnly Month, string Market, OverageBill Bill, MonthBill? Billed)
{
    /// <summary>
    /// What the seller may still send in, as of the newest day of the month whose use is known, in cubic
    /// feet; null without such a day, without a confirmed base, or without limit.
    /// </summary>
    [Id(0)] public long? RoomToSend { get; init; }
}
