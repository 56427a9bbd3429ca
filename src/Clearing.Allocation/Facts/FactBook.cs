namespace Clearing.Allocation.Facts;

/// <summary>
/// The facts of one seller in one zone; the order of their arrival makes no difference.
/// </summary>
public sealed class FactBook
{
    /// <summary>
    /// The most reports and returns of a seller in a zone: one every five minutes for nine years.
    /// </summary>
    public const int MaxFacts = 1_000_000;

    private readonly KnownFacts _known;
    private readonly PackedDays _days;

    // Nearly every day has one report: only the revisions that others took the place of.
    private HashSet<(DateOnly Day, long Revision)>? _superseded;

    /// <summary>A book without facts.</summary>
    public FactBook() => (_known, _days) = (new(), new());

    /// <summary>A copy of a book; what happens to one does not change the other.</summary>
    /// <param name="other">The book to copy.</param>
    public FactBook(FactBook other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (_known, _days, Most) = (new(other._known), new(other._days), other.Most);
        _superseded = other._superseded is { } superseded ? [.. superseded] : null;
    }

    /// <summary>The most reports and returns that it takes; default <see cref="MaxFacts"/>.</summary>
    public int Most { get; init; } = MaxFacts;

    /// <summary>Every day with a report or a return, ascending.</summary>
    public IEnumerable<EffectiveDay> Days => _days.Between(DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>The latest day with a report or a return; null if there is none.</summary>
    public DateOnly? LastDay => _days.Last;

    /// <summary>The days with facts from one day to another, ascending.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    public IEnumerable<EffectiveDay> Between(DateOnly first, DateOnly last) =>
        _days.Between(first, last);

    /// <summary>The facts of a day; all unknown if there are none.</summary>
    public EffectiveDay On(DateOnly day) =>
        _days.Find(day) ?? new(day, null, DayFigures.Unknown, null);

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

    /// <summary>Whether a report or a return of this id was answered before.</summary>
    /// <param name="id">The fact's id.</param>
    public bool IsAnswered(string id) => ClientId.Allows(id) && _known.Has(id);

    /// <summary>Decides on a report. Repeating a report returns its first answer.</summary>
    /// <param name="report">The report.</param>
    /// <param name="window">The days that are taken; null if the zone is unknown.</param>
    public Decision<FactStatus, FactEvent> Decide(DayReport report, FactWindow? window)
    {
        if (!ClientId.Allows(report.Id)) { return FactStatus.IdMalformed; }
        if (_known.Has(report.Id)) { return Again(report); }
        if (window is not { } days) { return FactStatus.ZoneUnknown; }
        var refusal = FactRule.Check(report, days);
        if (refusal != FactStatus.Recorded) { return refusal; }
        if (_known.Count >= Most) { return FactStatus.FactsFull; }
        return IsTaken(report.Day, report.Revision)
            ? new(FactStatus.RevisionTaken, new RevisionRefused(report))
            : new(FactStatus.Recorded, new ReportRecorded(report));
    }

    /// <summary>Decides on a return. Repeating a return gives its first answer.</summary>
    /// <param name="given">The return.</param>
    /// <param name="window">The days that are taken; null if the zone is unknown.</param>
    public Decision<FactStatus, FactEvent> Decide(SalesReturn given, FactWindow? window)
    {
        if (!ClientId.Allows(given.Id)) { return FactStatus.IdMalformed; }
        if (_known.Has(given.Id))
        {
            return _known.Has(new ReturnRecorded(given))
                ? FactStatus.Recorded
                : FactStatus.IdReused;
        }
        if (window is not { } days) { return FactStatus.ZoneUnknown; }
        var refusal = FactRule.Check(given, days);
        if (refusal != FactStatus.Recorded) { return refusal; }
        if (_known.Count >= Most) { return FactStatus.FactsFull; }
        return new(FactStatus.Recorded, new ReturnRecorded(given));
    }

    /// <summary>Applies what happened.</summary>
    /// <param name="fact">An event that a decision on this book gave.</param>
    public void Apply(FactEvent fact)
    {
        var changed = With(fact);
        _known.Add(fact);
        if (fact is ReportRecorded(var report))
        {
            var other = changed is null ? report.Revision : On(report.Day).Revision;
            if (other is { } lower) { (_superseded ??= []).Add((report.Day, lower)); }
        }
        if (changed is not null) { _days.Set(changed); }
    }

    private bool IsTaken(DateOnly day, long revision) =>
        On(day).Revision == revision || _superseded?.Contains((day, revision)) == true;

    private FactStatus Again(DayReport report)
    {
        if (_known.Has(new ReportRecorded(report))) { return FactStatus.Recorded; }
        return _known.Has(new RevisionRefused(report))
            ? FactStatus.RevisionTaken
            : FactStatus.IdReused;
    }
}
