using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Market.Erasing;

namespace Clearing.Allocation.Zones;

public sealed partial class Zone
{
    private readonly Dictionary<string, RunReport> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RunBasis> _bases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RunConfirmation> _confirmations =
        new(StringComparer.Ordinal);

    private readonly Dictionary<string, Act> _confirmers = new(StringComparer.Ordinal);
    private readonly Dictionary<Period, string> _confirmed = [];
    private readonly Dictionary<Period, string> _drafts = [];
    private readonly HashSet<string> _offering = new(StringComparer.Ordinal);
    private string? _underWay;

    /// <summary>The runs, the oldest first.</summary>
    public IEnumerable<RunReport> Runs => _runs.Values.Select(Shown);

    /// <summary>
    /// The run whose sellers are computing or being notified; null if there is none.
    /// </summary>
    public RunReport? UnderWay => _underWay is { } id ? _runs[id] : null;

    /// <summary>The runs to whose capacity the market has not answered.</summary>
    public ImmutableArray<RunReport> Offering => [.. _offering.Select(id => _runs[id])];

    /// <summary>
    /// The rules that count in a period: those of the run that confirmed its bases, before that those of
    /// the latest run that announced an estimate of it, and without any the zone's; null until it is
    /// configured. A change of the zone's rules counts from the next run.
    /// </summary>
    /// <param name="period">The period.</param>
    public AllocationConfig? RulesOf(Period period) => (
        Announced.LastOrDefault(run => run.Period == period)
        ?? Announced.LastOrDefault(run => run.Covers(period)))?.Rules ?? Terms?.Rules;

    // In the order of the confirmations.
    private IEnumerable<RunReport> Announced => _confirmations.Values.Select(of => _runs[of.Run]);

    /// <summary>The run of an id; null if there is none.</summary>
    /// <param name="run">The run's id.</param>
    public RunReport? Run(string run) =>
        _runs.GetValueOrDefault(run) is { } known ? Shown(known) : null;

    /// <summary>
    /// Who confirmed a run, when and why; null before it, if the calendar did, or in older journals.
    /// </summary>
    /// <param name="run">The run.</param>
    public Act? ConfirmerOf(RunReport run) => _confirmers.GetValueOrDefault(run.Begin.Id);

    /// <summary>Whether a run, a confirmation or a cut of this id was answered before.</summary>
    /// <param name="id">The command's id.</param>
    public bool IsAnswered(string id) =>
        _runs.ContainsKey(id) || _confirmations.ContainsKey(id) || _cuts.ContainsKey(id);

    /// <summary>Decides on a run. A repeated run gets its first answer.</summary>
    /// <param name="begin">What is asked for.</param>
    /// <param name="today">Today in the zone's time zone.</param>
    public Decision<RunStatus, ZoneEvent> Begin(RunBegin begin, DateOnly today)
    {
        if (!ClientId.Allows(begin.Id)) { return RunStatus.IdMalformed; }
        if (IsAnswered(begin.Id))
        {
            return _runs.GetValueOrDefault(begin.Id)?.Begin == begin
                ? RunStatus.Begun
                : RunStatus.IdReused;
        }
        if (Terms is not { } terms) { return RunStatus.ZoneUnknown; }
        if (PeriodOf(begin.Period) is not { } period) { return RunStatus.PeriodMalformed; }
        if (begin.HasNegativeCapacity) { return RunStatus.CapacityNegative; }
        if (!begin.HasCapacities) { return RunStatus.CapacityOutOfRange; }
        var cutOff = PeriodCalendar.Of(period, terms.Rules).CutOffDay;
        if (today <= cutOff) { return RunStatus.CutOffNotReached; }
        if (_confirmed.ContainsKey(period)) { return RunStatus.AlreadyConfirmed; }
        if (IsLongOver(period, today)) { return RunStatus.PeriodOver; }
        if (_underWay is not null || IsCutting) { return RunStatus.RunUnderWay; }
        return new(RunStatus.Begun, new RunBegun(begin, cutOff));
    }

    /// <summary>Decides on a confirmation. A repeated confirmation gets its first answer.</summary>
    /// <param name="confirmation">The command.</param>
    /// <param name="today">Today in the zone's time zone.</param>
    public Decision<ConfirmStatus, ZoneEvent> Confirm(
        RunConfirmation confirmation, DateOnly today)
    {
        if (!ClientId.Allows(confirmation.Id)) { return ConfirmStatus.IdMalformed; }
        if (IsAnswered(confirmation.Id))
        {
            return _confirmations.GetValueOrDefault(confirmation.Id) == confirmation
                ? ConfirmStatus.Confirmed
                : ConfirmStatus.IdReused;
        }
        if (Terms is null) { return ConfirmStatus.ZoneUnknown; }
        if (confirmation.Run is null || Run(confirmation.Run) is not { } run)
        {
            return ConfirmStatus.RunUnknown;
        }
        if (_confirmed.ContainsKey(run.Period)) { return ConfirmStatus.AlreadyConfirmed; }
        if (_underWay is not null || IsCutting) { return ConfirmStatus.RunUnderWay; }
        if (run.IsOutdated) { return ConfirmStatus.RunOutdated; }
        return new(ConfirmStatus.Confirmed, new RunConfirmed(confirmation, today));
    }

    /// <summary>A page of a run's sellers that are not erased, in ordinal order.</summary>
    /// <param name="run">The run.</param>
    /// <param name="after">The last seller of the page before; empty from the start.</param>
    /// <param name="most">The most sellers, 1 or more.</param>
    public ImmutableArray<string> SellersOf(RunReport run, string after, int most)
    {
        var absent = _bases[run.Begin.Id].Absent;
        return
        [
            .. _sellers.GetViewBetween(after, Last)
                .Where(seller => seller != after && IsIn(run, seller, absent))
                .Take(most),
        ];
    }

    /// <summary>True if a seller takes part in a run, as far as its sellers are counted.</summary>
    /// <param name="run">The run.</param>
    /// <param name="seller">The seller's id.</param>
    public bool TakesPart(RunReport run, string seller) =>
        _sellers.Contains(seller) && IsIn(run, seller, _bases[run.Begin.Id].Absent);

    private bool IsIn(RunReport run, string seller, ImmutableHashSet<string> absent) =>
        _numbers[seller] <= run.Entered && !absent.Contains(seller)
        && !SurrogateRule.IsErased(seller);

    /// <summary>A seller's overrides in a run, by period.</summary>
    /// <param name="run">The run.</param>
    /// <param name="seller">The seller's id.</param>
    public ImmutableArray<long?> OverridesOf(RunReport run, string seller) =>
        _bases[run.Begin.Id].Overrides.Of(run.Period, seller);

    private Period? PeriodOf(string? text) =>
        text is not null && Period.Parse(text) is { } period && period.Kind == Terms?.Periods
            ? period
            : null;

    private RunReport Shown(RunReport run) => run with { IsOutdated = IsOutdated(run) };

    private bool IsOutdated(RunReport run)
    {
        if (run.Stage > RunStage.Draft) { return false; }
        var basis = _bases[run.Begin.Id];
        return _drafts[run.Period] != run.Begin.Id
            || _confirmed.GetValueOrDefault(run.Period.Previous) != basis.PreviousRun
            || CutsOf(run.Period.Previous).Count() != basis.CutsBefore
            || !_overrides.SameIn(basis.Overrides, run.Period);
    }

    private void ApplyRun(ZoneEvent happened)
    {
        switch (happened)
        {
            case OverrideSet(var set):
                _overrides = _overrides.With(set);
                break;
            case RunBegun(var begin, var cutOff):
                Apply(begin, cutOff);
                break;
            case SellersFixed(var id):
                Change(id, run => run with { Stage = RunStage.Counting, Entered = _sellers.Count });
                break;
            case SellersCounted counted:
                Apply(counted);
                break;
            case StepTaken step:
                Apply(step);
                break;
            case RunConfirmed({ } confirmation, var day) { Act: var act }:
                _confirmations.Add(confirmation.Id, confirmation);
                if (act is not null) { _confirmers.Add(confirmation.Run, act); }
                Change(confirmation.Run, run =>
                    run with { Stage = RunStage.Announcing, ConfirmedOn = day });
                _confirmed.Add(_runs[confirmation.Run].Period, confirmation.Run);
                _underWay = confirmation.Run;
                break;
            case RunAnnounced(var id):
                Change(id, run => run with { Stage = RunStage.Offering });
                _offering.Add(id);
                _underWay = null;
                break;
            case CapacityOffered(var id, var answer):
                Change(id, run => run with { Stage = RunStage.Confirmed, Offer = answer });
                _offering.Remove(id);
                break;
            default:
                ApplySchedule(happened);
                break;
        }
    }

    private void Apply(RunBegin begin, DateOnly cutOff)
    {
        var period = Period.Parse(begin.Period)!.Value;
        _runs.Add(begin.Id, new(begin, _runs.Count + 1, period, cutOff, Terms!.Rules));
        _bases.Add(begin.Id, new(
            _overrides, _confirmed.GetValueOrDefault(period.Previous),
            CutsOf(period.Previous).Count(), _forecasts.Count, []));
        _drafts[period] = begin.Id;
        _underWay = begin.Id;
    }

    private void Apply(SellersCounted counted)
    {
        Change(counted.Run, run => run with
        {
            Stage = RunStage.Sharing,
            Sellers = counted.Sellers,
            WithoutProfile = counted.WithoutProfile,
            FactsHash = counted.FactsHash,
            Season = counted.Season,
        });
        _bases[counted.Run] = _bases[counted.Run] with
        {
            Absent = counted.Absent.ToImmutableHashSet(StringComparer.Ordinal),
        };
    }

    private void Apply(StepTaken step)
    {
        Change(step.Run, run => run with
        {
            Stage = step.Share is null ? RunStage.Draft : RunStage.Sharing,
            Shares = step.Share is { } share ? run.Shares.Add(share) : run.Shares,
            RegularVolumes = step.RegularVolume is { } sum
                ? run.RegularVolumes.Add(sum)
                : run.RegularVolumes,
        });
        if (step.Share is null) { _underWay = null; }
    }

    private void Change(string id, Func<RunReport, RunReport> change) =>
        _runs[id] = change(_runs[id]);

    // What a run depends on besides facts and rules.
    private sealed record RunBasis(
        OverrideBook Overrides, string? PreviousRun, int CutsBefore, int Forecasts,
        ImmutableHashSet<string> Absent);
}
