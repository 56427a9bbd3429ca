using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Projections;

namespace Clearing.Allocation.Runs;

/// <summary>A run of a zone, as far as it has come.</summary>
/// <param name="Begin">What was asked for.</param>
/// <param name="Number">The run's number in the zone, from 1.</param>
/// <param name="Period">The period.</param>
/// <param name="CutOff">The Sunday after which facts no longer count.</param>
/// <param name="Rules">The numbers of the rules, as they were when the run began.</param>
[GenerateSerializer, Alias("Clearing.RunReport"), Immutable]
public sealed record RunReport(
    RunBegin Begin, int Number, Period Period, DateOnly CutOff, AllocationConfig Rules)
{
    /// <summary>How far it has come.</summary>
    [Id(0)] public RunStage Stage { get; init; }

    /// <summary>How many sellers had entered the zone when its sellers were counted.</summary>
    [Id(1)] public int Entered { get; init; }

    /// <summary>How many of them take part.</summary>
    [Id(2)] public int Sellers { get; init; }

    /// <summary>How many of those have no profile.</summary>
    [Id(3)] public int WithoutProfile { get; init; }

    /// <summary>The hash of all sellers' facts; empty until they are counted.</summary>
    [Id(4)] public string FactsHash { get; init; } = "";

    /// <summary>The zone's season; null until its sellers are counted.</summary>
    [Id(5)] public ZoneSeason? Season { get; init; }

    /// <summary>How each period's capacity is shared, as far as it is known.</summary>
    [Id(6)] public ImmutableArray<ZoneShare> Shares { get; init; } = [];

    /// <summary>The sums of the regular sellers' bases, by period.</summary>
    [Id(7)] public ImmutableArray<Int128> RegularVolumes { get; init; } = [];

    /// <summary>The day of its confirmation; null until then.</summary>
    [Id(8)] public DateOnly? ConfirmedOn { get; init; }

    /// <summary>What the market answered to the capacity; null until it answered.</summary>
    [Id(9)] public CapacityStatus? Offer { get; init; }

    /// <summary>True if the draft is outdated: it can no longer be confirmed.</summary>
    [Id(10)] public bool IsOutdated { get; init; }

    /// <summary>What the market of a period gets, from 0; its bases must be known.</summary>
    public Int128 OfferedVolume(int period) =>
        Shares[period].OfferedVolume(RegularVolumes[period]);

    /// <summary>The capacity change that the market of the run's period gets.</summary>
    public CapacityChange Offered() =>
        CapacityChange.OfRun(Begin.Id, new((long)OfferedVolume(0)));

    /// <summary>Whether the run computes a base of a period, or an estimate.</summary>
    /// <param name="period">The period.</param>
    public bool Covers(Period period) =>
        Period == period || Period.Next == period || Period.Next.Next == period;

    /// <summary>What the zone sends to its sellers next.</summary>
    public RunStep Step() => new(
        Begin.Id, Number, Period, CutOff, Rules, Season, [.. Shares.Select(of => of.Ration)]);
}
