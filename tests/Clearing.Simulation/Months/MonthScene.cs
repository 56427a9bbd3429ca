using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;

namespace Clearing.Simulation;

/// <summary>
/// What one run of a month is about: fixed names and days, and facts drawn from its seed.
/// </summary>
internal static class MonthScene
{
    public const string Zone = "r/s";
    public const string Period = "2026-11";
    public const string Market = Zone + "/" + Period;

    /// <summary>Virtual time to the grains' clocks: a day is half a minute.</summary>
    public const int Pace = 2_880;

    /// <summary>One sells regularly, one on the individual plan, one is new, one has no profile.</summary>
    public static readonly string[] Sellers = ["regular", "steady", "individual", "fresh", "unknown"];

    public static readonly DateOnly CutOff = new(2026, 10, 18);

    public static readonly DateOnly First = new(2026, 11, 1);

    public static readonly DateOnly Last = new(2026, 11, 30);

    /// <summary>The day after the cut-off.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 10, 19, 0, 0, 0, TimeSpan.Zero);

    public static AllocationConfig Rules { get; } = new();

    public static ZoneTerms Terms { get; } = new("UTC", PeriodKind.Month, "USD", 2, Rules);

    /// <summary>Null for a seller that the operator does not know.</summary>
    public static SellerProfile? ProfileOf(string seller) => seller switch
    {
        "unknown" => null,
        "individual" => new(new(2020, 1, 1), Plan.Individual),
        "fresh" => new(new(2026, 9, 1), Plan.Professional),
        _ => new(new(2020, 1, 1), Plan.Professional),
    };

    /// <summary>The ten weeks before the cut-off.</summary>
    public static IEnumerable<DayReport> Past(Chance chance) => Enumerable.Range(1, 70).Select(back =>
        new DayReport($"past-{back}", CutOff.AddDays(1 - back), 0, new()
        {
            UsedVolume = chance.Between(50, 300),
            SoldMilliVolume = chance.Between(500, 9_000),
            UnitsSold = chance.Below(9),
        }));

    /// <summary>A report of a day of the month, often one that others are about too.</summary>
    public static DayReport Use(Chance chance, string id, DateOnly day) => new(
        id, day, chance.Below(6), new()
        {
            UsedVolume = chance.PerMille(850) ? chance.Between(0, 900) : null,
        });
}
