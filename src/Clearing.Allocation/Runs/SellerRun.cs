using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Explanations;
using Clearing.Allocation.Projections;

namespace Clearing.Allocation.Runs;

/// <summary>
/// A seller's part in a run. It needs its own facts, the zone's season and the zone's rations, but
/// nothing from other sellers (README, chapter 4).
/// </summary>
/// <param name="snapshot">What the run took of the seller.</param>
/// <param name="previousVolume">
/// The base of the period before the run's; null for none or no limit.
/// </param>
/// <param name="overrides">
/// The bases that the operator set for the run's periods; null where none is set.
/// </param>
public sealed class SellerRun(
    RunSnapshot snapshot, long? previousVolume, ImmutableArray<long?> overrides)
{
    /// <summary>What the seller is expected to sell.</summary>
    /// <param name="step">A step of the run with its season.</param>
    public Projection Project(RunStep step) => ProjectionRule.Of(
        snapshot.Series, step.Season!, snapshot.Events ?? [], snapshot.Given ?? [], step.Rules);

    /// <summary>
    /// The bases of the periods whose ration is known, and the target of the next period.
    /// </summary>
    /// <param name="step">What the zone sent.</param>
    /// <param name="projection">What the seller is expected to sell.</param>
    /// <returns>No target once the rations of all periods are known.</returns>
    public (ImmutableArray<PlannedBase> Bases, SellerTarget? Next) Plan(
        RunStep step, Projection projection)
    {
        var bases = ImmutableArray.CreateBuilder<PlannedBase>(RunTerms.Periods);
        var previous = previousVolume;
        for (var i = 0; i < RunTerms.Periods; i++)
        {
            var period = step.PeriodAt(i);
            var terms = TermsOf(step, projection, period, previous, overrides[i]);
            var target = StageRule.Of(terms, period.FirstDay, step.Rules);
            if (i == step.Rations.Length) { return (bases.DrainToImmutable(), target); }
            var plan = Of(step, period, isEstimate: i > 0, terms, target, step.Rations[i]);
            bases.Add(plan);
            previous = plan.BaseVolume;
        }
        return (bases.MoveToImmutable(), null);
    }

    private SellerTerms TermsOf(
        RunStep step, Projection projection, Period period, long? previous, long? overrideVolume) =>
        new()
        {
            Seller = snapshot.Seller,
            AccountStarted = snapshot.Profile?.AccountStarted,
            Plan = snapshot.Profile?.Plan ?? Bases.Plan.Professional,
            NeedVolume = projection.NeedVolume(
                PeriodCalendar.WeekOf(step.CutOff, period.FirstDay),
                PeriodCalendar.WeekOf(step.CutOff, period.LastDay), step.Rules),
            ScoreFactorPpm = snapshot.Score.ScoreFactorPpm,
            UseVolume = snapshot.Use.UseVolume,
            PreviousVolume = previous,
            PeakUsedVolume = snapshot.PeakUsedVolume,
            OverrideVolume = overrideVolume,
        };

    private static PlannedBase Of(
        RunStep step,
        Period period,
        bool isEstimate,
        SellerTerms terms,
        SellerTarget target,
        Ration ration)
    {
        var got = SellerBase.Of(target, ration, step.Rules.FloorVolume);
        var record = new BaseRecord(
            target.Stage, got.BaseVolume, BaseRules.Of(step.Rules), terms.NeedVolume,
            terms.ScoreFactorPpm, terms.UseVolume, terms.PreviousVolume, ration);
        return new(period, isEstimate, record, target.Steps, got.ReservedVolume);
    }
}
