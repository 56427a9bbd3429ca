using System.Collections.Immutable;

namespace Clearing.Allocation.Warnings;

/// <summary>What a warning is computed from.</summary>
/// <param name="Today">The newest day of facts.</param>
/// <param name="UsedVolume">The use of that day, possibly carried.</param>
/// <param name="InboundVolume">Open shipments; 0 if unknown.</param>
/// <param name="WeeklyMilliVolume">
/// Projected sales of the week of <paramref name="Today"/> and of the weeks after it, as far as the
/// days ahead reach.
/// </param>
/// <param name="LimitOn">The overage limit of a day; null for none.</param>
/// <param name="LowSalesPpm">Weak sales as a share of the projected ones, 0 to 1_000_000.</param>
public sealed record WarningState(
    DateOnly Today,
    long UsedVolume,
    long InboundVolume,
    ImmutableArray<Int128> WeeklyMilliVolume,
    Func<DateOnly, long?> LimitOn,
    long LowSalesPpm)
{
    private const int DaysOfWeek = 7;

    /// <summary>How many weeks the days ahead reach into, counting today's.</summary>
    /// <param name="today">The newest day of facts.</param>
    /// <param name="days">How many days are looked ahead.</param>
    public static int WeeksAhead(DateOnly today, int days) =>
        ((DayOfWeek(today) + days) / DaysOfWeek) + 1;

    /// <summary>0 for Monday to 6 for Sunday.</summary>
    internal static int DayOfWeek(DateOnly day) => ((int)day.DayOfWeek + 6) % DaysOfWeek;
}
