using System.Collections.Immutable;
using System.Globalization;
using Clearing.Allocation.Facts;

namespace Clearing.Client.Demo;

/// <summary>The day reports of the Halloween shop and a neighbour, for two years.</summary>
/// <remarks>
/// The shop buys costumes early: in the summer of 2026 it holds far more than it sells. In October
/// it fills its extra space and sells more than anyone predicted. The neighbour sells the same
/// every day.
/// </remarks>
internal static class HalloweenDays
{
    /// <summary>The first day of both.</summary>
    internal static readonly DateOnly First = new(2025, 1, 1);

    /// <summary>The last day on which the shop's extra space is full of goods.</summary>
    internal static readonly DateOnly LastFull = new(2026, 11, 1);

    private static readonly DateOnly Overstock = new(2026, 6, 15);
    private static readonly DateOnly Season = new(2026, 10, 1);

    // Cubic feet that the shop usually sells a day, by month.
    private static readonly int[] Usual = [8, 8, 8, 8, 8, 8, 8, 8, 8, 24, 12, 10];

    /// <summary>The shop's reports from one day to another.</summary>
    internal static ImmutableArray<DayReport> OfShop(DateOnly from, DateOnly to) =>
        Each(from, to, Shop);

    /// <summary>The neighbour's reports from one day to another.</summary>
    internal static ImmutableArray<DayReport> OfNeighbour(DateOnly from, DateOnly to) =>
        Each(from, to, _ => Of(used: 300, sold: 5, onHand: 600, excess: 48, sales: 40_000));

    private static DayFigures Shop(DateOnly day)
    {
        if (day < Overstock || day > LastFull)
        {
            var sold = Usual[day.Month - 1];
            return Of(used: 560, sold, onHand: 1_120, excess: 90, sales: sold * 11_000);
        }
        return day < Season
            ? Of(used: 880, sold: 8, onHand: 1_760, excess: 1_300, sales: 88_000, stranded: 140)
            : Of(used: 6_000, sold: 60, onHand: 12_000, excess: 240, sales: 1_125_000);
    }

    private static DayFigures Of(
        long used, long sold, long onHand, long excess, long sales, long stranded = 8) =>
        new()
        {
            UsedVolume = used,
            InboundVolume = 0,
            SoldMilliVolume = sold * 1_000,
            UnitsSold = sold * 2,
            OnHandUnits = onHand,
            ExcessUnits = excess,
            StrandedUnits = stranded,
            InStockPpm = 960_000,
            SalesMinor = sales,
        };

    private static ImmutableArray<DayReport> Each(
        DateOnly from, DateOnly to, Func<DateOnly, DayFigures> figures) =>
    [
        .. Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1)
            .Select(DateOnly.FromDayNumber)
            .Select(day => new DayReport(
                day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), day, 0, figures(day))),
    ];
}
