using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Runs;

/// <summary>
/// The numbers of a run's rules that count in the periods which it announced: a later change of the
/// zone's rules counts from the next run.
/// </summary>
/// <param name="CarryUseDays">How many days an unknown use may be carried over.</param>
/// <param name="OverageRateMicros">The fee of a cubic foot over the limit for a month.</param>
/// <param name="OverageGraceDays">How many days over the limit are free in each month.</param>
[GenerateSerializer, Alias("Clearing.PeriodRules"), Immutable]
public sealed record PeriodRules(int CarryUseDays, long OverageRateMicros, int OverageGraceDays)
{
    /// <summary>Those of a zone's rules.</summary>
    /// <param name="rules">The numbers of the rules.</param>
    public static PeriodRules Of(AllocationConfig rules) =>
        new(rules.CarryUseDays, rules.OverageRateMicros, rules.OverageGraceDays);
}
