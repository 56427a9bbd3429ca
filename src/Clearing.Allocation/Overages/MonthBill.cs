using Clearing.Allocation.Bases;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Overages;

/// <summary>What was billed of one month, and by which terms later facts correct it.</summary>
/// <param name="BilledMinor">Bills and corrections so far, in minor units.</param>
/// <param name="RateMicros">The fee of a cubic foot for the month, when it was first billed.</param>
/// <param name="GraceDays">The free days, when it was first billed.</param>
[GenerateSerializer, Alias("Clearing.MonthBill"), Immutable]
public sealed record MonthBill(Int128 BilledMinor, long RateMicros, int GraceDays)
{
    /// <summary>The seller's plan, when it was first billed.</summary>
    [Id(0)] public Plan Plan { get; init; }

    /// <summary>The bill of the month's days by these terms.</summary>
    /// <param name="days">Days of the month, ascending; a day that is left out is unknown.</param>
    /// <param name="minorExponent">Decimal digits of the currency's minor unit, 0 to 6.</param>
    public OverageBill On(IReadOnlyCollection<DayUse> days, int minorExponent) => OverageBill.Of(
        days, Plan, minorExponent,
        new AllocationConfig { OverageRateMicros = RateMicros, OverageGraceDays = GraceDays });
}
