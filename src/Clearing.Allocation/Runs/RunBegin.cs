using System.Collections.Immutable;
using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Runs;

/// <summary>What an operator asks for: a draft of a period's bases.</summary>
/// <param name="Id">Chosen by the operator, unique in the zone: the idempotency key.</param>
/// <param name="Period">
/// The period, such as <c>2026-11</c>; estimates of the next two follow.
/// </param>
/// <param name="Capacities">
/// The zone's cubic feet in the period and in the two after it, 1 to 3 of them; a missing one
/// repeats the one before.
/// </param>
[GenerateSerializer, Alias("Clearing.RunBegin"), Immutable]
public sealed record RunBegin(string Id, string Period, ImmutableArray<long> Capacities)
{
    /// <summary>The capacity of a period of the run, from 0.</summary>
    public long CapacityOf(int period) => Capacities[Math.Min(period, Capacities.Length - 1)];

    /// <summary>Whether one of the capacities is below 0.</summary>
    public bool HasNegativeCapacity => !Capacities.IsDefault && Capacities.Any(of => of < 0);

    /// <summary>Whether the capacities are 1 to 3, each 0 to 10^13 cubic feet.</summary>
    public bool HasCapacities =>
        !Capacities.IsDefault
        && Capacities.Length is >= 1 and <= RunTerms.Periods
        && Capacities.All(of => of is >= 0 and <= DayFigures.MaxVolume);

    /// <summary>True if both ask for the same.</summary>
    public bool Equals(RunBegin? other) =>
        other is not null && Id == other.Id && Period == other.Period
        && Capacities.AsSpan().SequenceEqual(other.Capacities.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Period);
}
