namespace Clearing.Allocation.Facts;

/// <summary>
/// The facts of one seller in one zone; the order of their arrival makes no difference.
/// </summary>
public sealed class FactBook
{
    private readonly Dictionary<string, FactEvent> _known;
    private readonly HashSet<(DateOnly Day, long Revision)> _revisions;
    private readonly SortedDictionary<DateOnly, EffectiveDay> _days;

    /// <summary>A book without facts.</summary>
    public FactBook()
    {
        _known = new(StringComparer.Ordinal);
        _revisions = [];
        _days = [];
    }

    /// <summary>A copy of a book; what happens to one does not change the other.</summary>
    /// <param name="other">The book to copy.</param>
    public FactBook(FactBook other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _known = new(other._known, StringComparer.Ordinal);
        _revisions = [.. other._revisions];
        _days = new(other._days);
        LastDay = other.LastDay;
    }

    /// <summary>Every day with a report or a return, ascending.</summary>
    public IReadOnlyCollection<EffectiveDay> Days => _days.Values;

    /// <summary>The latest day with a report or a return; null if there is none.</summary>
    public DateOnly? LastDay { get; private set; }

    /// <summary>The facts of a day; all unknown if there are none.</summary>
    public EffectiveDay On(DateOnly day) =>
        _days.GetValueOrDefault(day) ?? new(day, null, DayFigures.Unknown, null);

    /// <summary>
    /// The use of a day or, if it is unknown, of the latest earlier day on which it is known; null
    /// if there is none.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="carryDays">How many days an unknown use looks back.</param>
    public KnownUse? UseOn(DateOnly day, int carryDays) => KnownUse.Of(On, day, carryDays);

    /// <summary>
    /// The day that a fact is about, as it would be with the fact; null if the fact changes no day.
    /// </summary>
    /// <param name="fact">An event that a decision on this book gave.</param>
    public EffectiveDay? With(FactEvent fact)
    {
        switch (fact)
        {
            case ReportRecorded(var report):
                var known = On(report.Day);
                return known.Revision is null || report.Revision > known.Revision
                    ? known with { Revision = report.Revision, Figures = report.Figures }
                    : null;
            case ReturnRecorded(var given):
                var sold = On(given.SoldOn);
                return sold with
                {
                    ReturnedMinor = (sold.ReturnedMinor ?? 0) + given.ReturnedMinor,
                };
            default:
                return null;
        }
    }

    /// <summary>Decides on a report. Repeating a report returns its first answer.</summary>
    /// <param name="report">The report.</param>
    /// <param name="window">The days that are taken; null if the zone is unknown.</param>
    public Decision<FactStatus, FactEvent> Decide(DayReport report, FactWindow? window)
    {
        if (!ClientId.Allows(report.Id)) { return FactStatus.IdMalformed; }
        if (_known.TryGetValue(report.Id, out var known)) { return Again(known, report); }
        if (window is not { } days) { return FactStatus.ZoneUnknown; }
        var refusal = FactRule.Check(report, days);
        if (refusal != FactStatus.Recorded) { return refusal; }
        return _revisions.Contains((report.Day, report.Revision))
            ? new(FactStatus.RevisionTaken, new RevisionRefused(report))
            : new(FactStatus.Recorded, new ReportRecorded(report));
    }

    /// <summary>Decides on a return. Repeating a return gives its first answer.</summary>
    /// <param name="given">The return.</param>
    /// <param name="window">The days that are taken; null if the zone is unknown.</param>
    public Decision<FactStatus, FactEvent> Decide(SalesReturn given, FactWindow? window)
    {
        if (!ClientId.Allows(given.Id)) { return FactStatus.IdMalformed; }
        if (_known.TryGetValue(given.Id, out var known))
        {
            return known == new ReturnRecorded(given) ? FactStatus.Recorded : FactStatus.IdReused;
        }
        if (window is not { } days) { return FactStatus.ZoneUnknown; }
        var refusal = FactRule.Check(given, days);
        if (refusal != FactStatus.Recorded) { return refusal; }
        return new(FactStatus.Recorded, new ReturnRecorded(given));
    }

    /// <summary>Applies what happened.</summary>
    /// <param name="fact">An event that a decision on this book gave.</param>
    public void Apply(FactEvent fact)
    {
        var changed = With(fact);
        _known.Add(fact.Id, fact);
        if (fact is ReportRecorded(var report)) { _revisions.Add((report.Day, report.Revision)); }
        if (changed is not null) { Set(changed); }
    }

    private void Set(EffectiveDay day)
    {
        _days[day.Day] = day;
        if (!(LastDay >= day.Day)) { LastDay = day.Day; }
    }

    private static FactStatus Again(FactEvent known, DayReport report)
    {
        if (known == new ReportRecorded(report)) { return FactStatus.Recorded; }
        return known == new RevisionRefused(report)
            ? FactStatus.RevisionTaken
            : FactStatus.IdReused;
    }
}
