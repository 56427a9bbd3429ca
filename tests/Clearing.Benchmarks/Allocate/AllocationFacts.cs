using System.Collections.Immutable;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;

namespace Clearing.Benchmarks;

/// <summary>A year of daily reports of many sellers, all their figures known.</summary>
public static class AllocationFacts
{
    /// <summary>52 weeks, which end with the cut-off.</summary>
    public const int Days = 364;

    /// <summary>The present month: its cut-off is over, and it is not.</summary>
    public static Period Period { get; } =
        Period.Of(DateOnly.FromDateTime(DateTime.UtcNow), PeriodKind.Month);

    /// <summary>The last day that counts.</summary>
    public static DateOnly CutOff { get; } =
        PeriodCalendar.Of(Period, new AllocationConfig()).CutOffDay;

    /// <summary>The first day with a report.</summary>
    public static DateOnly First { get; } = CutOff.AddDays(1 - Days);

    /// <summary>What a run has to share: less than all sellers together want.</summary>
    public static long CapacityOf(int sellers) => sellers * 250L;

    /// <summary>A seller's id.</summary>
    public static string Seller(int seller) => $"seller-{seller:D7}";

    /// <summary>All reports of a seller, ascending.</summary>
    public static ImmutableArray<DayReport> Of(int seller) =>
    [
        .. Enumerable.Range(0, Days).Select(day =>
            new DayReport($"d-{day:D9}", First.AddDays(day), 0, FiguresOf(seller, day))),
    ];

    /// <summary>The figures of a day. Some days have so little in stock that they are left out.</summary>
    public static DayFigures FiguresOf(int seller, int day)
    {
        var mixed = (((seller * 7_919L) + (day * 104_729L)) ^ (day * 31L)) % 99_991;
        var onHand = 500 + (mixed % 700);
        return new()
        {
            UsedVolume = 200 + (mixed % 400),
            InboundVolume = mixed % 60,
            SoldMilliVolume = 1_000 + (mixed % 9_000),
            UnitsSold = mixed % 30,
            OnHandUnits = onHand,
            ExcessUnits = onHand * (seller % 40) / 100,
            StrandedUnits = onHand * (seller % 15) / 200,
            InStockPpm = 450_000 + (mixed % 550_000),
            SalesMinor = mixed * 3,
        };
    }
}
