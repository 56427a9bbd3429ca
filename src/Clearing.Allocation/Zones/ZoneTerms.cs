using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Zones;

/// <summary>The terms of a zone.</summary>
/// <param name="TimeZone">
/// The region's IANA time zone, such as <c>America/New_York</c>: a day begins and ends by it. It
/// cannot be changed once it is set.
/// </param>
/// <param name="Periods">How long its periods are; it cannot be changed once it is set.</param>
/// <param name="Currency">
/// ISO 4217 code of its sales and fees; it cannot be changed once it is set.
/// </param>
/// <param name="MinorExponent">
/// Decimal digits of the minor unit; it cannot be changed once it is set.
/// </param>
/// <param name="Rules">The numbers of the rules; a change takes effect with the next run.</param>
[GenerateSerializer, Alias("Clearing.ZoneTerms"), Immutable]
public sealed record ZoneTerms(
    string TimeZone, PeriodKind Periods, string Currency, int MinorExponent, AllocationConfig Rules)
{
    /// <summary>The day at an instant; null if the machine does not know the time zone.</summary>
    public DateOnly? DayAt(DateTimeOffset instant) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone)
            ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime)
            : null;
}
