using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Overages;

/// <summary>What was billed of one month, and by which rate later facts correct it.</summary>
/// <param name="BilledMinor">Bills and corrections so far, in minor units.</param>
/// <param name="RateMicros">The fee of a cubic foot for the month, when it was first billed.</param>
/// <param name="GraceDays">The free days, when it was first billed.</param>
[GenerateSerializer, Alias("Clearing.MonthBill"), Immutable]
public sealed record MonthBill(Int128 BilledMinor, long RateMicros, int GraceDays)
{
    /// <summary>The rules with the numbers of this bill.</summary>
    public AllocationConfig Within(AllocationConfig rules) => rules with
    {
        OverageRateMicros = RateMicros,
        OverageGraceDays = GraceDays,
    };
}
