using Clearing.Allocation.Facts;

namespace Clearing.Gateway;

/// <summary>Explains refusals of facts that rest on more than the fact itself.</summary>
internal static class FactRefusal
{
    /// <summary>The revision of a report that another report of the day has.</summary>
    /// <param name="report">The refused report; its revision may be the default.</param>
    public static RefusedMember RevisionTaken(DayReport report) => new(
        "revision", $"{report.Revision}",
        $"Another report of {report.Day:yyyy-MM-dd} has revision {report.Revision}: send a higher one.");

    /// <summary>The first or last day of which the zone takes facts; null for another refusal.</summary>
    public static async Task<RefusedMember?> About(
        this Cluster cluster, FactStatus status, ZoneInPath zone, string field, DateOnly day,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        if (status is not (FactStatus.DayInFuture or FactStatus.DayTooOld)
            || await cluster.Ask(cluster.Zone(zone.Key).Terms(), cancellationToken) is not { } terms
            || terms.DayAt(clock.GetUtcNow()) is not { } today)
        {
            return null;
        }
        var window = FactWindow.Of(today, terms.Rules.FactAgeDays);
        return new(
            field, $"{day:yyyy-MM-dd}",
            status == FactStatus.DayInFuture
                ? $"The last day is today in the time zone {terms.TimeZone}, {window.Today:yyyy-MM-dd}."
                : $"The first day is {window.Oldest:yyyy-MM-dd}.");
    }
}
