using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;

namespace Clearing.Allocation.Runs;

/// <summary>A zone's bases of one period as a run computed them.</summary>
/// <param name="Period">The period.</param>
/// <param name="IsEstimate">False for the first period of a run.</param>
/// <param name="Bases">How the zone shares its capacity.</param>
/// <param name="Sellers">The sellers, in ordinal order.</param>
public sealed record PeriodPlan(
    Period Period, bool IsEstimate, PeriodBases Bases, ImmutableArray<SellerPlan> Sellers);
