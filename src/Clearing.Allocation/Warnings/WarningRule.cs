namespace Clearing.Allocation.Warnings;

/// <summary>When a warning is news to the seller (README, chapter 8).</summary>
public static class WarningRule
{
    private const int DaysThatCount = 3;

    /// <summary>
    /// Whether the level changed or a date moved by 3 days or more since what was last told; a date
    /// that came or went has moved. At most one warning is told for each day of facts.
    /// </summary>
    /// <param name="told">The last warning told; null if none was.</param>
    /// <param name="today">The newest day of facts.</param>
    /// <param name="now">What holds now.</param>
    public static bool IsNews(CapacityNotice? told, DateOnly today, CapacityWarning now)
    {
        if (told is null) { return now.Level != WarningLevel.None; }
        return told.Day != today
            && (told.Level != now.Level
                || Moved(told.ExpectedExceedsOn, now.ExpectedExceedsOn)
                || Moved(told.HighExceedsOn, now.HighExceedsOn));
    }

    private static bool Moved(DateOnly? from, DateOnly? to) =>
        from is { } one && to is { } other
            ? Math.Abs(one.DayNumber - other.DayNumber) >= DaysThatCount
            : from != to;
}
