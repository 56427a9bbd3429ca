namespace Clearing.Allocation.Facts;

/// <summary>The days of which facts are taken, both ends inclusive.</summary>
/// <param name="Oldest">The oldest day taken.</param>
/// <param name="Today">Today in the region's time zone.</param>
public readonly record struct FactWindow(DateOnly Oldest, DateOnly Today)
{
    /// <summary>A window that takes every day.</summary>
    public static FactWindow Always => new(DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>The window of a day.</summary>
    /// <param name="today">Today in the region's time zone.</param>
    /// <param name="factAgeDays">How many days before today facts are taken.</param>
    public static FactWindow Of(DateOnly today, int factAgeDays) =>
        new(DateOnly.FromDayNumber(Math.Max(0, today.DayNumber - factAgeDays)), today);

    /// <summary>The refusal of a day; <see cref="FactStatus.Recorded"/> if it is taken.</summary>
    public FactStatus Check(DateOnly day)
    {
        if (day > Today) { return FactStatus.DayInFuture; }
        return day < Oldest ? FactStatus.DayTooOld : FactStatus.Recorded;
    }
}
