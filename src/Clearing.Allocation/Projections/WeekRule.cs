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
        var sums = new WeekSum[weeks];
        foreach (var day in days)
        {
            var back = (cutOff.DayNumber - day.Day.DayNumber) / DaysOfWeek;
            if (back < weeks) { sums[weeks - 1 - back].Add(day.Figures, config); }
        }
        var figures = Array.ConvertAll(sums, sum => sum.Week(config));
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
        var sum = new WeekSum();
        foreach (var day in days) { sum.Add(day, config); }
        return sum.Week(config);
    }

    private struct WeekSum
    {
        private Int128 _sold;
        private Int128 _units;
        private int _soldDays;
        private int _unitDays;

        public void Add(DayFigures day, AllocationConfig config)
        {
            if (day.InStockPpm < config.CensorInStockPpm) { return; }
            _sold += day.SoldMilliVolume ?? 0;
            _soldDays += day.SoldMilliVolume is null ? 0 : 1;
            _units += day.UnitsSold ?? 0;
            _unitDays += day.UnitsSold is null ? 0 : 1;
        }

        public readonly WeekFigures Week(AllocationConfig config) => new(
            _soldDays < config.WeekMinDays ? null : _sold * DaysOfWeek / _soldDays,
            _unitDays < config.WeekMinDays ? null : _units * Milli * DaysOfWeek / _unitDays);
    }
}
