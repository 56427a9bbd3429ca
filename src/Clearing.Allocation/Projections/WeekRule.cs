using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Projections;

/// <summary>Makes a week of its days (README, chapter 3).</summary>
public static class WeekRule
{
    private const int DaysOfWeek = 7;
    private const int Milli = 1_000;

    /// <summary>
    /// The week's figures: each is that of its known days, scaled to seven. Days that were mostly
    /// out of stock are left out, since they say little about demand.
    /// </summary>
    /// <param name="days">The known days of the week, at most seven.</param>
    /// <param name="config">Tells how many days a figure needs, and which days are left out.</param>
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
