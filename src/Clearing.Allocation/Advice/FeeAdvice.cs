namespace Clearing.Allocation.Advice;

/// <summary>What a fee would probably get, cost and bring (README, chapter 9).</summary>
/// <param name="FeeMicros">The max fee.</param>
/// <param name="NextRound">The chance of getting something in the next round.</param>
/// <param name="ByPeriodEnd">The same for a standing bid until the period ends.</param>
/// <param name="ChargeMinor">The charge at that fee.</param>
/// <param name="BreakEvenSalesMinor">
/// The least incremental sales whose credit reaches its cap; null if no sales do.
/// </param>
/// <param name="BreakEvenSalesPerFootMinor">The same per cubic foot, rounded up.</param>
/// <param name="ExpectedSalesMinor">
/// What the space would sell, if it sells as the seller's own did; null if that is unknown.
/// </param>
/// <param name="ExpectedNetMinor">The charge less the credit of those sales.</param>
public sealed record FeeAdvice(
    long FeeMicros,
    Chance NextRound,
    Chance ByPeriodEnd,
    Int128 ChargeMinor,
    Int128? BreakEvenSalesMinor,
    Int128? BreakEvenSalesPerFootMinor,
    Int128? ExpectedSalesMinor,
    Int128? ExpectedNetMinor);
