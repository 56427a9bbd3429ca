using Clearing.Allocation.Calendars;

namespace Clearing.Allocation.Advice;

/// <summary>The periods whose rounds advice counts (README, chapter 9).</summary>
public static class PastPeriods
{
    private const int MonthsOfQuarter = 3;

    /// <summary>
    /// Whether a period counts: it ended before the one that the advice is about began and, if only the
    /// same quarter of past years is asked for, lies in that quarter of an earlier year.
    /// </summary>
    /// <param name="past">The period.</param>
    /// <param name="now">The period that the advice is about.</param>
    /// <param name="sameQuarter">Whether only the same quarter of past years counts.</param>
    public static bool Counts(Period past, Period now, bool sameQuarter) =>
        past.LastDay < now.FirstDay
        && (!sameQuarter
            || (QuarterOf(past) == QuarterOf(now) && past.FirstDay.Year < now.FirstDay.Year));

    private static int QuarterOf(Period period) => (period.FirstDay.Month - 1) / MonthsOfQuarter;
}
