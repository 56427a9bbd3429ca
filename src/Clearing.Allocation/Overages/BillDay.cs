namespace Clearing.Allocation.Overages;

/// <summary>When months are billed: from day 2 of the next month on.</summary>
public static class BillDay
{
    /// <summary>The first day of the last month that is billed by a day.</summary>
    /// <param name="today">The day, after 2 February of the year 1.</param>
    public static DateOnly LastMonth(DateOnly today)
    {
        var yesterday = today.AddDays(-1);
        return new DateOnly(yesterday.Year, yesterday.Month, 1).AddMonths(-1);
    }
}
