using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Contracts;

namespace Clearing.Grains;

/// <summary>
/// The side of a seller's grain in a zone that the zone's grain calls: its part in a run, and the
/// day of the bill. Only silos may call it.
/// </summary>
[Alias("Clearing.IZoneSellerRun")]
public interface IZoneSellerRun : IGrainWithStringKey
{
    /// <summary>
    /// Takes the snapshot of the seller's facts for a run. A run that already took one gets the
    /// same.
    /// </summary>
    /// <param name="step">The run's beginning.</param>
    /// <param name="hasBid">Whether the seller has a bid in the zone.</param>
    /// <param name="given">The operator's own projections of its weeks.</param>
    [Alias("EnterRun")]
    Task<RunEntry> EnterRun(RunStep step, bool hasBid, ImmutableArray<GivenWeek> given);

    /// <summary>
    /// What the rations so far give the seller, and its next target. This is idempotent.
    /// </summary>
    /// <param name="step">The season, and the rations of the periods so far.</param>
    /// <param name="overrides">The seller's overrides, by period of the run.</param>
    [Alias("PlanRun")]
    Task<RunAnswer> PlanRun(RunStep step, ImmutableArray<long?> overrides);

    /// <summary>Announces the bases of a run; announcing again changes nothing.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="on">The day, in the zone's time zone.</param>
    [Alias("AnnounceRun")]
    Task AnnounceRun(string run, DateOnly on);

    /// <summary>
    /// Bills a month, and completes when the seller's account has taken the bill. A bill of 0 is recorded
    /// too. Billing again changes nothing.
    /// </summary>
    /// <param name="month">The first day of the month.</param>
    [Alias("BillMonth")]
    Task BillMonth(DateOnly month);

    /// <summary>
    /// Notifies the seller of a cut of its period's regular bases. This is idempotent.
    /// </summary>
    /// <param name="step">The cut.</param>
    /// <returns>Its regular base after the cut; 0 for a seller of another stage.</returns>
    [Alias("CutBase")]
    Task<long> CutBase(BaseCutStep step);

    /// <summary>
    /// Sets the cut base in the seller's account, on the day of the cut. This is idempotent.
    /// </summary>
    /// <param name="step">The cut.</param>
    [Alias("BeginCut")]
    Task BeginCut(BaseCutStep step);
}
