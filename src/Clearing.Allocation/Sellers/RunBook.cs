using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Warnings;

namespace Clearing.Allocation.Sellers;

/// <summary>A seller's part in its zone's runs: drafts, and the bases announced.</summary>
internal sealed class RunBook
{
    // Older ones keep no weeks here: those of a year of runs are larger than a year of facts.
    private const int WithWeeks = 3;

    private readonly SortedDictionary<DateOnly, SellerDraft> _drafts = [];
    private readonly List<SellerDraft> _announced = [];
    private readonly SortedDictionary<DateOnly, List<PlannedBase>> _bases = [];
    private readonly Dictionary<DateOnly, List<CutOfBase>> _cuts = [];
    private readonly List<ToldWeeks> _toldWeeks = [];
    private (string Run, Projection Projection)? _projected;

    /// <summary>The number of the last run that took a snapshot; 0 before the first.</summary>
    internal int LastNumber { get; private set; }

    /// <summary>
    /// What a run took of the seller; null if that is gone or never was. What is kept without its weeks
    /// is of no use to a run.
    /// </summary>
    internal SellerDraft? Find(string run) =>
        _drafts.Values.FirstOrDefault(draft => draft.Run == run)
        ?? _announced.TakeLast(WithWeeks).FirstOrDefault(draft => draft.Run == run);

    /// <summary>
    /// The rules that count in a period: those of the run that confirmed its base, before that those of
    /// the latest one that estimated it; null if none did, or none is recorded.
    /// </summary>
    internal PeriodRules? RulesOf(Period period) => Of(period)?.Rules;

    /// <summary>The rules that count in a period once a run announces a base of it.</summary>
    internal PeriodRules? RulesWith(string run, PlannedBase announced) =>
        announced.IsEstimate && Confirmed(announced.Period) is not null
            ? RulesOf(announced.Period)
            : Find(run)?.Rules;

    /// <summary>The base that was announced as confirmed for a period; null if none was.</summary>
    internal PlannedBase? Confirmed(Period period) =>
        _bases.GetValueOrDefault(period.FirstDay)?.Find(of => !of.IsEstimate);

    /// <summary>The cuts of a period's base, oldest first: each begins no earlier.</summary>
    internal IReadOnlyList<CutOfBase> Cuts(Period period) =>
        _cuts.GetValueOrDefault(period.FirstDay) ?? [];

    /// <summary>
    /// The base with which a period ends: the cut one if it was cut; null for no limit, or if none
    /// was confirmed.
    /// </summary>
    internal long? Last(Period period) =>
        Cuts(period) is [.., var cut] ? cut.BaseVolume : Confirmed(period)?.BaseVolume;

    /// <summary>
    /// The confirmed base that counts on a day of its period, or the cut one from the day of its
    /// cut on; null for no limit, or if none was confirmed.
    /// </summary>
    internal long? ConfirmedOn(Period period, DateOnly day)
    {
        if (!period.Contains(day)) { return null; }
        return CutOn(period, day)?.BaseVolume ?? Confirmed(period)?.BaseVolume;
    }

    /// <summary>
    /// Every base announced for the period that counts on a day, null for no limit; empty if none
    /// was announced. From the day of a cut on only the cut base counts.
    /// </summary>
    /// <param name="period">The period.</param>
    /// <param name="day">A day of it.</param>
    /// <param name="more">A base of the period that is being announced; null for none.</param>
    internal ImmutableArray<long?> Announced(
        Period period, DateOnly day, PlannedBase? more = null)
    {
        if (CutOn(period, day) is { } cut) { return [cut.BaseVolume]; }
        var known = _bases.GetValueOrDefault(period.FirstDay)?.Select(of => of.BaseVolume) ?? [];
        return more is null ? [.. known] : [.. known, more.BaseVolume];
    }

    private CutOfBase? CutOn(Period period, DateOnly day) =>
        Cuts(period).LastOrDefault(cut => cut.Step.From <= day);

    /// <summary>
    /// The projected sales of a day's week and of those after it, as the newest announced run has
    /// them; null if no run projected them.
    /// </summary>
    /// <param name="today">The day.</param>
    /// <param name="days">How many days after it are looked at.</param>
    internal ImmutableArray<Int128>? WeeksFrom(DateOnly today, int days)
    {
        if (_announced is not [.., var newest] || today <= newest.Snapshot.CutOff) { return null; }
        var first = PeriodCalendar.WeekOf(newest.Snapshot.CutOff, today);
        var weeks = WarningState.WeeksAhead(today, days);
        var projected = newest.Projection!.Weeks;
        return first + weeks - 1 > projected.Length
            ? null
            : [.. projected.Skip(first - 1).Take(weeks).Select(of => of.MilliVolume)];
    }

    /// <summary>
    /// Sold by projected volume of the four-week windows that ended before a day's week, per
    /// million, one a week, oldest first; each was projected by the newest run at its start.
    /// </summary>
    /// <param name="today">The newest day of facts.</param>
    /// <param name="factsOn">The facts of a day.</param>
    /// <param name="rules">How a week is made of days.</param>
    internal ImmutableArray<long> Ratios(
        DateOnly today, Func<DateOnly, EffectiveDay> factsOn, AllocationConfig rules) =>
        LowSales.Ratios(_toldWeeks, today, factsOn, rules);

    /// <summary>
    /// The announced base of a period that counts, and why it is what it is: the confirmed one, before
    /// that the latest estimate.
    /// </summary>
    internal BaseView? View(Period period) => Of(period) is { } run
        ? ViewOf(run.Bases.First(of => of.Period == period), run)
        : null;

    /// <summary>A draft's base of its own period, and why it is what it is.</summary>
    internal BaseView? View(string run) =>
        (Find(run) ?? _announced.Find(draft => draft.Run == run)) is { Bases: [var first, ..] } draft
            ? ViewOf(first, draft)
            : null;

    // A run's own period is the one that it confirmed.
    private SellerDraft? Of(Period period) =>
        _announced.Find(draft => draft.Period == period)
        ?? _announced.FindLast(draft => draft.Bases.Any(of => of.Period == period));

    private BaseView ViewOf(PlannedBase found, SellerDraft run) => new(
        found, run, Before(run, found.Period),
        found.IsEstimate ? [] : [.. Cuts(found.Period)]);

    internal SellerTarget? Plan(
        RunStep step, ImmutableArray<long?> overrides, out RunPlanned? planned, out PlannedBase? last)
    {
        var draft = Find(step.Run) ?? throw new InvalidOperationException(
            $"Run {step.Run} goes on without a snapshot of this seller.");
        var seller = new SellerRun(
            draft.Snapshot, Last(step.Period.Previous), overrides);
        var projection = _projected is { } known && known.Run == step.Run
            ? known.Projection
            : seller.Project(step);
        _projected = (step.Run, projection);
        var (bases, next) = seller.Plan(step, projection);
        planned = next is null && draft.Bases.IsEmpty
            ? new(step.Run, projection, bases)
            : null;
        last = bases.IsEmpty ? null : bases[^1];
        return next;
    }

    internal void Apply(RunTaken taken)
    {
        _drafts[taken.Period.FirstDay] =
            new(taken.Run, taken.Number, taken.Period, taken.Snapshot) { Rules = taken.Rules };
        LastNumber = taken.Number;
    }

    internal void Apply(RunPlanned planned)
    {
        var draft = Find(planned.Run)!;
        _drafts[draft.Period.FirstDay] =
            draft with { Projection = planned.Projection, Bases = planned.Bases };
        _projected = null;
    }

    internal void Apply(BasesAnnounced announced)
    {
        var draft = Find(announced.Run)! with { AnnouncedOn = announced.On };
        _drafts.Remove(draft.Period.FirstDay);
        _announced.Add(draft);
        if (_announced.Count > WithWeeks)
        {
            _announced[^(WithWeeks + 1)] = _announced[^(WithWeeks + 1)].WithoutWeeks();
        }
        _toldWeeks.Add(ToldWeeks.Of(announced.On, draft.Snapshot.CutOff, draft.Projection!));
        if (_toldWeeks.Count > ToldWeeks.Most) { _toldWeeks.RemoveAt(0); }
        foreach (var planned in draft.Bases)
        {
            var day = planned.Period.FirstDay;
            if (!_bases.TryGetValue(day, out var known)) { _bases.Add(day, known = []); }
            known.Add(planned);
        }
    }

    internal void Apply(BaseCutTaken taken)
    {
        var day = taken.Step.Period.FirstDay;
        if (!_cuts.TryGetValue(day, out var known)) { _cuts.Add(day, known = []); }
        known.Add(new(taken.Step, taken.BeforeVolume, taken.BaseVolume));
    }

    private PlannedBase? Before(SellerDraft run, Period period) =>
        run.Bases.FirstOrDefault(of => of.Period == period.Previous)
        ?? Confirmed(period.Previous);
}
