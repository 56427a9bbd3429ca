using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;

namespace Clearing.Allocation.Sellers;

/// <summary>A seller's part in its zone's runs: drafts, and the bases announced.</summary>
internal sealed class RunBook
{
    // Older ones stay in the journal only: what a year of runs took is larger than a year of facts.
    private const int KeptAnnouncements = 3;

    private readonly SortedDictionary<DateOnly, SellerDraft> _drafts = [];
    private readonly List<SellerDraft> _announced = [];
    private readonly SortedDictionary<DateOnly, List<PlannedBase>> _bases = [];
    private Projection? _projection;

    /// <summary>The number of the last run that took a snapshot; 0 before the first.</summary>
    internal int LastNumber { get; private set; }

    /// <summary>What a run took of the seller; null if that is gone or never was.</summary>
    internal SellerDraft? Find(string run) =>
        _drafts.Values.FirstOrDefault(draft => draft.Run == run)
        ?? _announced.Find(draft => draft.Run == run);

    /// <summary>The base that was announced as confirmed for a period; null if none was.</summary>
    internal PlannedBase? Confirmed(Period period) =>
        _bases.GetValueOrDefault(period.FirstDay)?.Find(of => !of.IsEstimate);

    /// <summary>
    /// The confirmed base that counts on a day of its period; null for no limit, or if none was
    /// confirmed.
    /// </summary>
    internal long? ConfirmedOn(Period period, DateOnly day) =>
        period.Contains(day) ? Confirmed(period)?.BaseVolume : null;

    /// <summary>Every base announced for the period, null for no limit; empty if none was.</summary>
    internal ImmutableArray<long?> Announced(Period period) =>
        [.. _bases.GetValueOrDefault(period.FirstDay)?.Select(of => of.BaseVolume) ?? []];

    /// <summary>The newest announced base of a period, and why it is what it is.</summary>
    internal BaseView? View(Period period)
    {
        var run = _announced.FindLast(draft => draft.Bases.Any(of => of.Period == period));
        var found = run?.Bases.First(of => of.Period == period);
        return found is null ? null : new(found, run!, Before(run!, period));
    }

    /// <summary>A draft's base of its own period, and why it is what it is.</summary>
    internal BaseView? View(string run) =>
        Find(run) is { Bases: [var first, ..] } draft
            ? new(first, draft, Before(draft, first.Period))
            : null;

    internal SellerTarget? Plan(
        RunStep step, ImmutableArray<long?> overrides, out RunPlanned? planned, out PlannedBase? last)
    {
        var draft = Find(step.Run) ?? throw new InvalidOperationException(
            $"Run {step.Run} goes on without a snapshot of this seller.");
        var seller = new SellerRun(
            draft.Snapshot, Confirmed(step.Period.Previous)?.BaseVolume, overrides);
        _projection ??= seller.Project(step);
        var (bases, next) = seller.Plan(step, _projection);
        planned = next is null && draft.Bases.IsEmpty
            ? new(step.Run, _projection, bases)
            : null;
        last = bases.IsEmpty ? null : bases[^1];
        return next;
    }

    internal void Apply(RunTaken taken)
    {
        _drafts[taken.Period.FirstDay] =
            new(taken.Run, taken.Number, taken.Period, taken.Snapshot);
        LastNumber = taken.Number;
        _projection = null;
    }

    internal void Apply(RunPlanned planned)
    {
        var draft = Find(planned.Run)!;
        _drafts[draft.Period.FirstDay] =
            draft with { Projection = planned.Projection, Bases = planned.Bases };
        _projection = null;
    }

    internal void Apply(BasesAnnounced announced)
    {
        var draft = Find(announced.Run)! with { AnnouncedOn = announced.On };
        _drafts.Remove(draft.Period.FirstDay);
        _announced.Add(draft);
        if (_announced.Count > KeptAnnouncements) { _announced.RemoveAt(0); }
        foreach (var planned in draft.Bases)
        {
            var day = planned.Period.FirstDay;
            if (!_bases.TryGetValue(day, out var known)) { _bases.Add(day, known = []); }
            known.Add(planned);
        }
    }

    private PlannedBase? Before(SellerDraft run, Period period) =>
        run.Bases.FirstOrDefault(of => of.Period == period.Previous)
        ?? Confirmed(period.Previous);
}
