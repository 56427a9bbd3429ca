using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Explanations;
using Clearing.Allocation.Projections;

namespace Clearing.Allocation.Runs;

/// <summary>
/// Computes the bases of a zone whose sellers are all at hand (README, chapter 4).
/// </summary>
/// <remarks>
/// A pure function of facts, configuration and calendar: the same facts give the same bases,
/// whatever the order in which they came.
/// </remarks>
public static class ZoneRun
{
    /// <summary>The bases of the period, and estimates of the next two.</summary>
    /// <param name="sellers">What the run took of the zone's sellers.</param>
    /// <param name="terms">What the run is asked for.</param>
    public static ImmutableArray<PeriodPlan> Of(
        IEnumerable<RunSnapshot> sellers, RunTerms terms)
    {
        RunSnapshot[] snapshots = [.. sellers.OrderBy(of => of.Seller, StringComparer.Ordinal)];
        Projection[] projections = Project(snapshots, terms);
        var plans = ImmutableArray.CreateBuilder<PeriodPlan>(RunTerms.Periods);
        var (period, previous) = (terms.Period, terms.Previous);
        for (var i = 0; i < RunTerms.Periods; i++)
        {
            var plan = Allocate(snapshots, projections, terms, period, i, previous);
            plans.Add(plan);
            previous = plan.Sellers.ToDictionary(
                of => of.Snapshot.Seller, of => of.Base.BaseVolume, StringComparer.Ordinal);
            period = period.Next;
        }
        return plans.MoveToImmutable();
    }

    private static Projection[] Project(RunSnapshot[] snapshots, RunTerms terms)
    {
        var last = terms.Period.Next.Next.LastDay;
        var weeks = PeriodCalendar.WeekOf(terms.CutOff, last) + terms.Config.CoverWeeks - 1;
        var zone = WeekSeries.Sum([.. snapshots.Select(of => of.Series.Units)]);
        var season = ZoneSeason.Of(zone, weeks, terms.Config);
        return
        [
            .. snapshots.Select(of =>
                ProjectionRule.Of(
                    of.Series, season, of.Events ?? [], of.Given ?? [], terms.Config)),
        ];
    }

    private static PeriodPlan Allocate(
        RunSnapshot[] snapshots,
        Projection[] projections,
        RunTerms terms,
        Period period,
        int index,
        IReadOnlyDictionary<string, long?> previous)
    {
        var first = PeriodCalendar.WeekOf(terms.CutOff, period.FirstDay);
        var last = PeriodCalendar.WeekOf(terms.CutOff, period.LastDay);
        SellerTerms[] sellers =
        [
            .. snapshots.Zip(projections, (snapshot, projection) => TermsOf(
                snapshot, projection.NeedVolume(first, last, terms.Config),
                previous, index == 0 ? terms.Overrides : null)),
        ];
        var bases = PeriodBases.Of(period.FirstDay, terms.CapacityOf(index), sellers, terms.Config);
        var rules = BaseRules.Of(terms.Config);
        return new(period, index > 0, bases,
        [
            .. bases.Sellers.Select((of, at) => new SellerPlan(
                snapshots[at], projections[at], sellers[at], of, new BaseRecord(
                    of.Target.Stage, of.BaseVolume, rules, sellers[at].NeedVolume,
                    sellers[at].ScoreFactorPpm, sellers[at].UseVolume, sellers[at].PreviousVolume,
                    bases.Share.Ration))),
        ]);
    }

    private static SellerTerms TermsOf(
        RunSnapshot of,
        long need,
        IReadOnlyDictionary<string, long?> previous,
        IReadOnlyDictionary<string, long>? overrides) => new()
        {
            Seller = of.Seller,
            AccountStarted = of.Profile?.AccountStarted,
            Plan = of.Profile?.Plan ?? Plan.Professional,
            NeedVolume = need,
            ScoreFactorPpm = of.Score.ScoreFactorPpm,
            UseVolume = of.Use.UseVolume,
            PreviousVolume = previous.GetValueOrDefault(of.Seller),
            PeakUsedVolume = of.PeakUsedVolume,
            OverrideVolume = overrides is not null && overrides.TryGetValue(of.Seller, out var set)
                ? set
                : null,
        };
}
