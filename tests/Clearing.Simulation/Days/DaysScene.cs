using Clearing.Allocation.Facts;

namespace Clearing.Simulation;

/// <summary>What one run of days is about: fixed names, and facts drawn from its seed.</summary>
internal static class DaysScene
{
    public const string Zone = "r/s";
    public const string Period = "2026-10";
    public const string Market = Zone + "/" + Period;

    /// <summary>Virtual time to the grains' clocks: a day is a minute and a half.</summary>
    public const int Pace = 1_000;

    public static readonly string[] Sellers = ["one", "two"];

    /// <summary>The base that the operator sets for everybody.</summary>
    public const long Base = 100;

    /// <summary>A report of a day, often one that others are about too.</summary>
    public static DayReport Report(Chance chance, string id, DateOnly day) => new(
        id, day, chance.Below(4), new()
        {
            UsedVolume = chance.PerMille(800) ? chance.Below(250) : null,
            SalesMinor = chance.PerMille(850) ? chance.Between(-2_000, 20_000) : null,
        });

    /// <summary>A return of a day.</summary>
    public static SalesReturn Return(Chance chance, string id, DateOnly day) =>
        new(id, day, chance.Between(1, 5_000));

    /// <summary>A day that is over, or today; sometimes one before the period.</summary>
    public static DateOnly Day(Chance chance, DateOnly today) => chance.PerMille(100)
        ? new DateOnly(2026, 10, 1).AddDays(-chance.Between(1, 8))
        : today.AddDays(-chance.Below(Math.Min(8, Math.Max(1, today.Day))));
}
