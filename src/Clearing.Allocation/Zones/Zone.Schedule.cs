using System.Collections.Immutable;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Overages;
using Clearing.Allocation.Runs;

namespace Clearing.Allocation.Zones;

public sealed partial class Zone
{
    /// <summary>The most years from today in which a period that is planned for may begin.</summary>
    public const int MaxYearsAhead = 10;

    /// <summary>
    /// The most years before today in which a period may have ended that gets a run or an override.
    /// </summary>
    public const int MaxYearsBack = 1;

    private readonly SortedDictionary<DateOnly, RunBegin> _schedule = [];
    private readonly Dictionary<string, RunBegin> _everScheduled = new(StringComparer.Ordinal);
    private DateOnly? _billedUpTo;

    /// <summary>
    /// The months whose sellers are to be billed, in order, each from day 2 of the month after it on.
    /// Before the first period with a base nobody has a limit, and no bill is made.
    /// </summary>
    /// <param name="today">Today in the zone's time zone.</param>
    public IEnumerable<DateOnly> MonthsToBill(DateOnly today)
    {
        if (_confirmed.Count == 0) { yield break; }
        var month = _billedUpTo?.AddMonths(1) ?? _confirmed.Keys.Min(period => period.FirstDay);
        for (; month <= BillDay.LastMonth(today); month = month.AddMonths(1)) { yield return month; }
    }

    /// <summary>The next of <see cref="MonthsToBill"/>; null if there is none.</summary>
    /// <param name="today">Today in the zone's time zone.</param>
    public DateOnly? MonthToBill(DateOnly today) =>
        MonthsToBill(today).Cast<DateOnly?>().FirstOrDefault();

    /// <summary>Whether a schedule of this id was ever there, withdrawn or not.</summary>
    /// <param name="id">The schedule's id.</param>
    public bool WasScheduled(string id) => _everScheduled.ContainsKey(id);

    /// <summary>Decides on scheduling a run. Repeating it changes nothing.</summary>
    /// <param name="begin">What to begin once the period's cut-off is past.</param>
    /// <param name="today">Today in the zone's time zone.</param>
    public Decision<RunScheduleStatus, ZoneEvent> Schedule(RunBegin begin, DateOnly today)
    {
        if (!ClientId.Allows(begin.Id)) { return RunScheduleStatus.IdMalformed; }
        if (_everScheduled.TryGetValue(begin.Id, out var known))
        {
            return known == begin && _schedule.ContainsValue(known)
                ? RunScheduleStatus.Scheduled
                : RunScheduleStatus.IdReused;
        }
        if (Terms is null) { return RunScheduleStatus.ZoneUnknown; }
        if (PeriodOf(begin.Period) is not { } period) { return RunScheduleStatus.PeriodMalformed; }
        if (begin.HasNegativeCapacity) { return RunScheduleStatus.CapacityNegative; }
        if (!begin.HasCapacities) { return RunScheduleStatus.CapacityOutOfRange; }
        if (_confirmed.ContainsKey(period)) { return RunScheduleStatus.AlreadyConfirmed; }
        if (period.LastDay < today) { return RunScheduleStatus.PeriodOver; }
        if (IsTooFar(period, today)) { return RunScheduleStatus.PeriodTooFar; }
        if (_schedule.ContainsKey(period.FirstDay)) { return RunScheduleStatus.CalendarOverlaps; }
        return new(RunScheduleStatus.Scheduled, new RunScheduled(begin));
    }

    /// <summary>Decides on withdrawing a schedule; a run that it began stays.</summary>
    /// <param name="id">The schedule's id.</param>
    public Decision<RunUnscheduleStatus, ZoneEvent> Unschedule(string id)
    {
        if (!_everScheduled.TryGetValue(id, out var known))
        {
            return RunUnscheduleStatus.ScheduleUnknown;
        }
        if (!_schedule.ContainsValue(known)) { return RunUnscheduleStatus.Unscheduled; }
        if (_confirmed.ContainsKey(PeriodOf(known.Period)!.Value))
        {
            return RunUnscheduleStatus.AlreadyConfirmed;
        }
        return new(RunUnscheduleStatus.Unscheduled, new RunUnscheduled(id));
    }

    /// <summary>The schedules that were not withdrawn, by period.</summary>
    /// <param name="today">Today in the zone's time zone.</param>
    public ImmutableArray<ScheduledRun> Schedules(DateOnly today) =>
    [
        .. _schedule.Values.Select(begin =>
        {
            var period = PeriodOf(begin.Period)!.Value;
            var run = _confirmed.GetValueOrDefault(period) ?? _drafts.GetValueOrDefault(period);
            return new ScheduledRun(
                begin, PeriodCalendar.Of(period, Terms!.Rules), StageOf(period, run, today), run);
        }),
    ];

    /// <summary>
    /// Whether the calendar has something to do, now or later: a schedule, or, once a base is
    /// confirmed, each month's bills.
    /// </summary>
    /// <param name="today">Today in the zone's time zone.</param>
    public bool KeepsCalendar(DateOnly today) => _confirmed.Count > 0 || Unconfirmed(today).Any();

    /// <summary>
    /// What the calendar does today: it begins a run after the cut-off, and confirms the period's
    /// latest draft from the day of the announcement on. Nothing while a run is under way.
    /// </summary>
    /// <remarks>
    /// The draft may be an operator's. One that is outdated on the day of the announcement is
    /// replaced by a new run before anything is confirmed.
    /// </remarks>
    /// <param name="today">Today in the zone's time zone.</param>
    public ImmutableArray<ZoneEvent> Due(DateOnly today)
    {
        if (_underWay is not null || IsCutting) { return []; }
        foreach (var period in Unconfirmed(today))
        {
            var calendar = PeriodCalendar.Of(period, Terms!.Rules);
            if (today <= calendar.CutOffDay) { break; }
            var begin = _schedule[period.FirstDay];
            var isAnnounced = today >= calendar.AnnounceDay;
            if (_drafts.GetValueOrDefault(period) is not { } draft
                || (isAnnounced && IsOutdated(_runs[draft])))
            {
                return [new RunBegun(begin with { Id = NextIdOf(begin.Id) }, calendar.CutOffDay)];
            }
            if (isAnnounced) { return [new RunConfirmed(new($"{begin.Id}@confirmed", draft), today)]; }
        }
        return [];
    }

    private IEnumerable<Period> Unconfirmed(DateOnly today) => _schedule.Values
        .Select(begin => PeriodOf(begin.Period)!.Value)
        .Where(period => today <= period.LastDay && !_confirmed.ContainsKey(period));

    // A period that has ended may still be announced: a new zone's first base steps from it.
    private static bool IsLongOver(Period period, DateOnly today) =>
        period.LastDay.AddYears(MaxYearsBack) < today;

    private static bool IsTooFar(Period period, DateOnly today) =>
        period.FirstDay > today.AddYears(MaxYearsAhead);

    private ScheduledStage StageOf(Period period, string? run, DateOnly today)
    {
        if (_confirmed.ContainsKey(period)) { return ScheduledStage.Confirmed; }
        if (period.LastDay < today) { return ScheduledStage.Missed; }
        return run is null ? ScheduledStage.Waiting : ScheduledStage.Begun;
    }

    // A client's id cannot contain an @, so these ids cannot collide.
    private string NextIdOf(string schedule)
    {
        var number = 1;
        while (_runs.ContainsKey($"{schedule}@{number}")) { number++; }
        return $"{schedule}@{number}";
    }

    private void ApplySchedule(ZoneEvent happened)
    {
        switch (happened)
        {
            case RunScheduled({ } begin):
                _everScheduled.Add(begin.Id, begin);
                _schedule.Add(Period.Parse(begin.Period)!.Value.FirstDay, begin);
                break;
            case RunUnscheduled(var id):
                _schedule.Remove(Period.Parse(_everScheduled[id].Period)!.Value.FirstDay);
                break;
            case MonthBilled(var month):
                _billedUpTo = month;
                break;
            default:
                ApplyCut(happened);
                break;
        }
    }
}
