using Clearing.Allocation.Calendars;
using Clearing.Allocation.Zones;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The zone that a path names, and a period of it.</summary>
internal static class ZonePlaces
{
    /// <summary>A zone's terms, or the problem if there is no such zone.</summary>
    public static async Task<(ZoneTerms? Terms, Problem? Problem)> Find(
        this Cluster cluster, ZoneInPath zone, CancellationToken cancellationToken) =>
        await cluster.Ask(cluster.Zone(zone.Key).Terms(), cancellationToken) is { } terms
            ? (terms, null)
            : (null, Problem.Of(Codes.ZoneUnknown, "zone", zone.Key));

    /// <summary>The period of a path, or the problem if the zone has no such period.</summary>
    public static (Period Period, Problem? Problem) PeriodOf(this ZoneTerms terms, string text) =>
        Period.Parse(text) is { } period && period.Kind == terms.Periods
            ? (period, null)
            : (default, Problem.Of(
                Codes.PeriodMalformed, "period", text,
                detail: KindOf(terms)));

    /// <summary>Tells the kind of a zone's periods, with an example.</summary>
    public static string KindOf(ZoneTerms terms) =>
        $"The zone's periods are of the kind {Words.Of(terms.Periods)}, such as "
        + (terms.Periods == PeriodKind.Month ? "2026-11." : "2026-Q4.");
}
