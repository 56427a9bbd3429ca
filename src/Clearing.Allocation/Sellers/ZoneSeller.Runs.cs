using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;

namespace Clearing.Allocation.Sellers;

public sealed partial class ZoneSeller
{
    private readonly RunBook _runs = new();

    /// <summary>
    /// Takes part in a run, with a snapshot of the facts up to its cut-off. A run that already took
    /// one gets the same one.
    /// </summary>
    /// <param name="seller">The seller's id.</param>
    /// <param name="step">The run's beginning.</param>
    /// <param name="hasBid">True if the seller has a bid in the zone.</param>
    /// <param name="today">
    /// Today in the zone's time zone: old facts do not count as taking part.
    /// </param>
    /// <param name="given">The operator's own projections of its weeks.</param>
    /// <exception cref="InvalidOperationException">A later run took its snapshot.</exception>
    public Decision<RunEntry, ZoneSellerEvent> Enter(
        string seller, RunStep step, bool hasBid, DateOnly today,
        ImmutableArray<GivenWeek> given = default)
    {
        if (_runs.Find(step.Run) is { } known) { return RunEntry.Of(known.Snapshot); }
        if (step.Number <= _runs.LastNumber)
        {
            throw new InvalidOperationException(
                $"Run {step.Number} comes after run {_runs.LastNumber}.");
        }
        var recent = today.AddDays(-step.Rules.FactAgeDays);
        if (!hasBid && Profile is null && !(_facts.LastDay >= recent)
            && _runs.Confirmed(step.Period.Previous) is null)
        {
            return RunEntry.Absent;
        }
        var snapshot = RunSnapshot.Of(
            seller, _facts.Days, UseOfExtraAt(step.CutOff, step.Rules), Profile, step.CutOff,
            step.Rules) with
        {
            Given = given.IsDefaultOrEmpty ? null : given,
            Events = _events?.After(step.CutOff),
        };
        return new(
            RunEntry.Of(snapshot), new RunTaken(step.Run, step.Number, step.Period, snapshot)
            {
                Rules = PeriodRules.Of(step.Rules),
            });
    }

    /// <summary>Whether a later run took its snapshot, and this one has none any more.</summary>
    /// <param name="step">What the zone sent.</param>
    public bool HasLeft(RunStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return !HasEntered(step.Run) && step.Number <= _runs.LastNumber;
    }

    /// <summary>Whether a run has a snapshot of the seller.</summary>
    /// <param name="run">The run's id.</param>
    public bool HasEntered(string run) => _runs.Find(run) is not null;

    /// <summary>
    /// Takes a step of a run: computes what the rations so far give, and the next target.
    /// </summary>
    /// <param name="step">What the zone sent.</param>
    /// <param name="overrides">The seller's overrides, by period of the run.</param>
    /// <exception cref="InvalidOperationException">The run has no snapshot of the seller.</exception>
    public Decision<RunAnswer, ZoneSellerEvent> Plan(RunStep step, ImmutableArray<long?> overrides)
    {
        var next = _runs.Plan(step, overrides, out var planned, out var last);
        var answer = new RunAnswer(last is { Steps: not null } ? last.BaseVolume!.Value : 0, next);
        if (planned is null) { return answer; }
        return new(answer, planned);
    }

    /// <summary>Announces the bases of a run; announcing again changes nothing.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="on">The day, in the zone's time zone.</param>
    /// <param name="carryUseDays">
    /// How many days an unknown use looks back by the zone's rules; the run's own come first.
    /// </param>
    /// <param name="zone">Today in the zone; null where no bill follows.</param>
    /// <exception cref="InvalidOperationException">The seller has no draft of the run.</exception>
    public ImmutableArray<ZoneSellerEvent> Announce(
        string run, DateOnly on, int carryUseDays, ZoneDay? zone = null) =>
        _runs.Find(run) switch
        {
            { AnnouncedOn: not null } => [],
            { Bases: [var confirmed, ..] bases } =>
            [
                new BasesAnnounced(run, on),
                .. LinesAfter(run, confirmed, carryUseDays),
                .. zone is null ? [] : bases.SelectMany(of => BillsAfter(run, of, zone)),
            ],
            _ => throw new InvalidOperationException($"The seller has no draft of run {run}."),
        };

    /// <summary>The base that was announced as confirmed for a period; null if none was.</summary>
    public PlannedBase? ConfirmedBase(Period period) => _runs.Confirmed(period);

    /// <summary>
    /// The announced base of a period that counts: the confirmed one, before that the latest estimate;
    /// null if none was announced. It keeps its weeks until three more runs were announced.
    /// </summary>
    public BaseView? Base(Period period) => _runs.View(period);

    /// <summary>The base of a run's period, announced or not; null if the run took none.</summary>
    /// <param name="run">The run's id.</param>
    public BaseView? Draft(string run) => _runs.View(run);
}
