using Clearing.Allocation.Advice;
using Clearing.Allocation.Calendars;

namespace Clearing.Allocation.Tests.Advice;

/// <summary>Which past periods advice looks at.</summary>
public class CountingPastPeriods
{
    [Theory]
    [InlineData("2026-11", "2026-12", true, false)]
    [InlineData("2026-12", "2026-12", false, false)]
    [InlineData("2027-01", "2026-12", false, false)]
    [InlineData("2025-10", "2026-12", true, true)]
    [InlineData("2025-12", "2026-10", true, true)]
    [InlineData("2025-09", "2026-12", true, false)]
    [InlineData("2025-Q4", "2026-Q4", true, true)]
    [InlineData("2026-Q3", "2026-Q4", true, false)]
    public void The_same_quarter_is_that_of_past_years_and_not_the_months_before_in_this_years(
        string past, string now, bool counts, bool countsInSameQuarter)
    {
        var (then, here) = (Period.Parse(past)!.Value, Period.Parse(now)!.Value);

        Assert.Equal(counts, PastPeriods.Counts(then, here, sameQuarter: false));
        Assert.Equal(countsInSameQuarter, PastPeriods.Counts(then, here, sameQuarter: true));
    }
}
