using Clearing.Allocation.Calendars;
using Clearing.Allocation.Overages;
using Clearing.Allocation.Zones;

namespace Clearing.Allocation.Sellers;

/// <summary>Today in a zone, and what holds in it.</summary>
/// <param name="Zone">The zone's key, <c>region/storageType</c>.</param>
/// <param name="Now">The instant.</param>
/// <param name="Today">Its day in the zone's time zone.</param>
/// <param name="Terms">The zone's terms.</param>
public sealed record ZoneDay(string Zone, DateTimeOffset Now, DateOnly Today, ZoneTerms Terms)
{
    /// <summary>The period that contains a day.</summary>
    public Period PeriodOf(DateOnly day) => Period.Of(day, Terms.Periods);

    /// <summary>The key of the market whose period contains a day.</summary>
    public string MarketOf(DateOnly day) => $"{Zone}/{PeriodOf(day)}";

    /// <summary>Whether a month's bill is made: from day 2 of the next month on.</summary>
    /// <param name="month">The first day of the month.</param>
    public bool IsBilled(DateOnly month) => month <= BillDay.LastMonth(Today);
}
