using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Projections;

/// <summary>Computes a week from its days (README, chapter 3).</summary>
public static class WeekRule
{
    private const int DaysOfWeek = 7;
    private const int Milli = 1_000;

    /// <summary>
    /// The weeks of a seller that a projection looks at, ending with the cut-off week.
    /// </summary>
    /// <param name="days">Days with facts up to the cut-off, ascending.</param>
    /// <param name="cutOff">The cut-off, a Sunday.</param>
    /// <param name="config">Says how a week and a level are computed.</param>
    public static SellerSeries SeriesOf(
        IEnumerable<EffectiveDay> days, DateOnly cutOff, AllocationConfig config)
    {
        var weeks = ZoneSeason.Year + config.LevelWeeks;
        var byWeek = days
            .Select(day => (Back: (cutOff.DayNumber - day.Day.DayNumber) / DaysOfWeek, day.Figures))
            .Where(day => day.Back < weeks)
            .GroupBy(day => day.Back, day => day.Figures)
            .ToDictionary(week => week.Key, week => Of(week, config));
        WeekFigures[] figures =
            [.. Enumerable.Range(1, weeks).Select(at => byWeek.GetValueOrDefault(weeks - at))];
        return new(
            new([.. figures.Select(week => week.SoldMilliVolume)]),
            new([.. figures.Select(week => week.MilliUnits)]));
    }

    /// <summary>
    /// The week's figures: each is that of its known days, scaled to seven. Days that were mostly
    /// out of stock are left out, since they say little about demand.
    /// </summary>
    /// <param name="days">The known days of the week, at most seven.</param>
    /// <param name="config">Says how many days a figure needs, and which are left out.</param>
    public static WeekFigures Of(IEnumerable<DayFigures> days, AllocationConfig config)
    {
        var (sold, soldDays, units, unitDays) = ((Int128)0, 0, (Int128)0, 0);
        foreach (var day in days)
        {
            if (day.InStockPpm < config.CensorInStockPpm) { continue; }
            sold += day.SoldMilliVolume ?? 0;
            soldDays += day.SoldMilliVolume is null ? 0 : 1;
            units += day.UnitsSold ?? 0;
            unitDays += day.UnitsSold is null ? 0 : 1;
        }
        return new(
            soldDays < config.WeekMinDays ? null : sold * DaysOfWeek / soldDays,
            unitDays < config.WeekMinDays ? null : units * Milli * DaysOfWeek / unitDays);
    }
}
