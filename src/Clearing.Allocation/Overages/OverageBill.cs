using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Overages;

/// <summary>A seller's overage in one zone and calendar month (README, chapter 5).</summary>
/// <param name="Over">The days over the limit, ascending.</param>
/// <param name="BilledVolumeDays">The sum of what is billed.</param>
/// <param name="DaysOfMonth">28 to 31.</param>
/// <param name="FeeMinor">The fee in minor units, rounded down once.</param>
/// <param name="Notices">
/// The days that send a notice: the 1st, 8th, 15th, … day of a row, free or billed.
/// </param>
[GenerateSerializer, Alias("Clearing.OverageBill"), Immutable]
public sealed record OverageBill(
    ImmutableArray<OverDay> Over,
    Int128 BilledVolumeDays,
    int DaysOfMonth,
    Int128 FeeMinor,
    ImmutableArray<DateOnly> Notices)
{
    private const int DaysOfWeek = 7;

    /// <summary>Bills a month.</summary>
    /// <param name="days">Days of one month, ascending; a day that is left out is unknown.</param>
    /// <param name="plan">The seller's plan; sellers on the individual plan are not billed.</param>
    /// <param name="minorExponent">Decimal digits of the currency's minor unit, 0 to 6.</param>
    /// <param name="config">The rate, and the free days.</param>
    public static OverageBill Of(
        IReadOnlyCollection<DayUse> days, Plan plan, int minorExponent, AllocationConfig config)
    {
        var free = plan == Plan.Individual ? int.MaxValue : config.OverageGraceDays;
        var over = days
            .Where(day => day.OverVolume > 0)
            .Select((day, index) => new OverDay(
                day.Day, day.LimitVolume!.Value, day.OverVolume, index < free ? 0 : day.OverVolume))
            .ToImmutableArray();
        var billed = over.Total(day => day.BilledVolume);
        var month = days.Count == 0 ? 0 : DaysIn(days.First().Day);
        var fee = month == 0
            ? 0
            : config.OverageRateMicros * billed
                / (month * ChargeRule.MicrosPerMinor(minorExponent));
        return new(over, billed, month, fee, NoticesOf(over));
    }

    private static ImmutableArray<DateOnly> NoticesOf(ImmutableArray<OverDay> over)
    {
        var notices = ImmutableArray.CreateBuilder<DateOnly>();
        var row = 0;
        for (var i = 0; i < over.Length; i++)
        {
            row = i > 0 && over[i - 1].Day.AddDays(1) == over[i].Day ? row + 1 : 0;
            if (row % DaysOfWeek == 0) { notices.Add(over[i].Day); }
        }
        return notices.ToImmutable();
    }

    private static int DaysIn(DateOnly day) => DateTime.DaysInMonth(day.Year, day.Month);
}
