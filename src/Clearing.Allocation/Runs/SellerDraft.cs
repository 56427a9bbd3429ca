using System.Collections.Immutable;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Projections;

namespace Clearing.Allocation.Runs;

/// <summary>What a run took from a seller, and what it computed from that.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Number">The run's number in the zone.</param>
/// <param name="Period">The period that the run allocates.</param>
/// <param name="Snapshot">What the run took of the seller.</param>
[GenerateSerializer, Alias("Clearing.SellerDraft"), Immutable]
public sealed record SellerDraft(
    string Run, int Number, Period Period, RunSnapshot Snapshot)
{
    /// <summary>What the seller is expected to sell; null until the run is a draft.</summary>
    [Id(0)] public Projection? Projection { get; init; }

    /// <summary>Its bases by period; empty until the run is a draft.</summary>
    [Id(1)] public ImmutableArray<PlannedBase> Bases { get; init; } = [];

    /// <summary>The day of the announcement; null before it.</summary>
    [Id(2)] public DateOnly? AnnouncedOn { get; init; }

    /// <summary>The run's rules for the days of its periods; null in a journal that is older.</summary>
    [Id(3)] public PeriodRules? Rules { get; init; }

    /// <summary>
    /// The same without its weeks, which are most of it: those that it took, and those projected.
    /// </summary>
    public SellerDraft WithoutWeeks() => this with
    {
        Snapshot = Snapshot with { Series = new(new([]), new([])), Given = null },
        Projection = Projection is null ? null : Projection with { Weeks = [] },
    };
}
