using Clearing.Allocation.Facts;

namespace Clearing.Simulation;

/// <summary>The scene of one run of days: fixed names, and facts drawn from its seed.</summary>
internal static class DaysScene
{
    public const string Zone = "r/s";
    public const string Period = "2026-10";
    public const string Market = Zone + "/" + Period;

    /// <summary>How much faster the grains' clocks run: a day takes a minute and a half.</summary>
    public const int Pace = 1_000;

    public static readonly string[] Sellers = ["one", "two"];

    /// <summary>The base that the operator sets for everybody.</summary>
    public const long Base = 100;

    /// <summary>A report of a day, often a day with other reports.</summary>
    public static DayReport Report(Chance chance, string id, DateOnly day) => new(
        id, day, chance.Below(4), new()
        {
            UsedVolume = chance.PerMille(800) ? chance.Below(250) : null,
            SalesMinor = chance.PerMille(850) ? chance.Between(-2_000, 20_000) : null,
        });

    /// <summary>A return of a day.</summary>
    public static SalesReturn Return(Chance chance, string id, DateOnly day) =>
        new(id, day, chance.Between(1, 5_000));

    /// <summary>A past day or today, sometimes before the period.</summary>
    public static DateOnly Day(Chance chance, DateOnly today) => chance.PerMille(100)
        ? new DateOnly(2026, 10, 1).AddDays(-chance.Between(1, 8))
        : today.AddDays(-chance.Below(Math.Min(8, Math.Max(1, today.Day))));
}
