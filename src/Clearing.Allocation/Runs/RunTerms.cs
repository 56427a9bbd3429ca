using System.Collections.Immutable;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Runs;

/// <summary>What a run is asked for.</summary>
/// <param name="Period">
/// The period whose bases it computes; estimates of the next two follow.
/// </param>
/// <param name="Capacities">
/// The zone's capacity in the period and in the two after it; a missing one repeats the one before.
/// </param>
/// <param name="Previous">
/// The bases of the period before, by seller; null for no limit. A seller that is missing had none.
/// </param>
/// <param name="Overrides">The bases that the operator set for the period, by seller.</param>
/// <param name="Config">The numbers of the rules.</param>
public sealed record RunTerms(
    Period Period,
    ImmutableArray<long> Capacities,
    IReadOnlyDictionary<string, long?> Previous,
    IReadOnlyDictionary<string, long> Overrides,
    AllocationConfig Config)
{
    /// <summary>How many periods a run computes.</summary>
    public const int Periods = 3;

    /// <summary>The Sunday after which facts no longer count.</summary>
    public DateOnly CutOff => PeriodCalendar.Of(Period, Config).CutOffDay;

    /// <summary>The capacity of a period of the run, from 0.</summary>
    public long CapacityOf(int period) => Capacities[Math.Min(period, Capacities.Length - 1)];
}
