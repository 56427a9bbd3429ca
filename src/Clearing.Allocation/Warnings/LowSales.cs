using System.Collections.Immutable;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;

namespace Clearing.Allocation.Warnings;

/// <summary>Estimates how weak sales can be from how they were (README, chapter 8).</summary>
public static class LowSales
{
    private const int MaxRatios = 19;
    private const int Ten = 10;
    private const int Million = 1_000_000;
    private const int Window = 4;
    private const int DaysOfWeek = 7;

    /// <summary>
    /// The ⌊(n+1)/10⌋-th smallest of the last n ≤ 19 ratios, at most 1_000_000; the configured
    /// ratio if there are too few.
    /// </summary>
    /// <param name="ratiosPpm">
    /// Actual by projected sales of four weeks, per million; one a week, oldest first.
    /// </param>
    /// <param name="config">Says what counts if few weeks are known.</param>
    public static long Of(IReadOnlyList<long> ratiosPpm, AllocationConfig config)
    {
        var last = ratiosPpm.Skip(Math.Max(0, ratiosPpm.Count - MaxRatios)).ToImmutableArray();
        var rank = (last.Length + 1) / Ten;
        return rank == 0 ? config.LowSalesPpm : Math.Min(Million, last.Sort()[rank - 1]);
    }

    /// <summary>
    /// The ratios of the windows of four weeks that ended before a day's week, oldest first; a
    /// window with an unknown week, or projected to sell nothing, has none.
    /// </summary>
    /// <param name="told">What runs projected, in the order of their announcements.</param>
    /// <param name="today">The newest day of facts.</param>
    /// <param name="factsOn">The facts of a day.</param>
    /// <param name="config">How a week is made of days.</param>
    internal static ImmutableArray<long> Ratios(
        IReadOnlyList<ToldWeeks> told,
        DateOnly today,
        Func<DateOnly, EffectiveDay> factsOn,
        AllocationConfig config)
    {
        if (told.Count == 0) { return []; }
        var sold = new Dictionary<DateOnly, Int128?>();
        var ratios = ImmutableArray.CreateBuilder<long>();
        var monday = today.AddDays(-WarningState.DayOfWeek(today) - (Window * DaysOfWeek));
        for (; monday >= told[0].On && ratios.Count < MaxRatios; monday = monday.AddDays(-DaysOfWeek))
        {
            if (Ratio(told, monday, Sold) is { } ratio) { ratios.Add(ratio); }
        }
        ratios.Reverse();
        return ratios.ToImmutable();

        Int128? Sold(DateOnly week)
        {
            if (!sold.TryGetValue(week, out var known))
            {
                var days = Enumerable.Range(0, DaysOfWeek)
                    .Select(day => factsOn(week.AddDays(day)).Figures);
                sold.Add(week, known = WeekRule.Of(days, config).SoldMilliVolume);
            }
            return known;
        }
    }

    private static long? Ratio(
        IReadOnlyList<ToldWeeks> told, DateOnly monday, Func<DateOnly, Int128?> sold)
    {
        var run = told.Last(of => of.On <= monday);
        var first = PeriodCalendar.WeekOf(run.CutOff, monday);
        var (actual, projected) = ((Int128)0, (Int128)0);
        for (var at = 0; at < Window; at++)
        {
            if (run.Week(first + at) is not { } week
                || sold(monday.AddDays(at * DaysOfWeek)) is not { } known)
            {
                return null;
            }
            actual += known;
            projected += week;
        }
        return projected == 0 ? null : (long)Int128.Min(Million, actual * Million / projected);
    }
}
