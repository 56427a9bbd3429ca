using System.Text.RegularExpressions;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Tests.Calendars;

public class KeepingTheCalendar
{
    private static readonly AllocationConfig Config = new();

    [Fact]
    public void Every_period_is_cut_off_announced_cleared_and_settled_in_this_sequence()
    {
        foreach (var first in new[] { "1900-02", "1900-Q2" })
        {
            var period = Period.Parse(first)!.Value;
            for (; period.FirstDay.Year < 2200; period = period.Next)
            {
                var calendar = PeriodCalendar.Of(period, Config);

                Assert.Equal(DayOfWeek.Sunday, calendar.CutOffDay.DayOfWeek);
                Assert.Equal(DayOfWeek.Wednesday, calendar.AnnounceDay.DayOfWeek);
                Assert.True(calendar.CutOffDay < calendar.AnnounceDay);
                Assert.True(calendar.AnnounceDay < calendar.FirstRoundDay);
                Assert.True(calendar.FirstRoundDay <= calendar.LastRoundDay);
                Assert.True(calendar.LastRoundDay <= period.LastDay);
                Assert.True(calendar.LastRoundDay.AddDays(7) > period.LastDay);
                Assert.True(period.LastDay < calendar.SettleDay);
                Assert.InRange(period.FirstDay.DayNumber - calendar.AnnounceDay.DayNumber, 6, 15);
                Assert.Equal(period, period.Next.Previous);
                Assert.Equal(period, Period.Parse(period.ToString()));
            }
        }
    }

    [Fact]
    public void Any_allowed_configuration_keeps_the_sequence()
    {
        Draw.Many(300, draw =>
        {
            var config = Config with
            {
                AnnounceFullWeek = draw.Int(1, 3),
                AnnounceDaysAfterCutOff = draw.Int(1, 28),
                RoundDays = draw.Int(1, 40),
            };
            var month = new DateOnly(draw.Int(1901, 2100), draw.Int(1, 12), 1);

            var calendar = PeriodCalendar.Of(new(month, PeriodKind.Month), config);

            Assert.Null(ConfigRange.Broken(config));
            Assert.True(calendar.FirstRoundDay <= calendar.LastRoundDay);
            Assert.True(calendar.LastRoundDay <= calendar.Period.LastDay);
        });
    }

    [Theory]
    [InlineData("2026-02", 28)]
    [InlineData("2024-02", 29)]
    [InlineData("2100-02", 28)]
    [InlineData("2024-Q1", 91)]
    [InlineData("2026-Q4", 92)]
    [InlineData("2026-12", 31)]
    public void A_period_has_as_many_days_as_the_calendar_gives_it(string period, int days)
    {
        Assert.Equal(days, Period.Parse(period)!.Value.Days);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-1")]
    [InlineData("2026-00")]
    [InlineData("2026-13")]
    [InlineData("2026-Q0")]
    [InlineData("2026-Q5")]
    [InlineData("2026-q1")]
    [InlineData("2026-+1")]
    [InlineData(" 026-11")]
    [InlineData("2026/11")]
    [InlineData("1899-12")]
    [InlineData("3000-01")]
    [InlineData("2026-11-01")]
    public void A_malformed_period_is_none(string text)
    {
        Assert.Null(Period.Parse(text));
        Assert.DoesNotMatch(Period.Pattern, text);
        Assert.DoesNotMatch(Period.MonthPattern, text);
    }

    [Fact]
    public void Every_day_is_in_the_period_of_its_kind_and_in_no_other()
    {
        foreach (var kind in Enum.GetValues<PeriodKind>())
        {
            for (var day = new DateOnly(2027, 1, 1); day.Year < 2029; day = day.AddDays(1))
            {
                var period = Period.Of(day, kind);

                Assert.True(period.Contains(day));
                Assert.False(period.Next.Contains(day) || period.Previous.Contains(day));
                Assert.Equal(period, Period.Parse(period.ToString()));
            }
        }
    }

    [Fact]
    public void The_years_1900_to_2999_are_read()
    {
        Assert.NotNull(Period.Parse("1900-01"));
        Assert.NotNull(Period.Parse("2999-Q4"));
    }

    [Theory]
    [InlineData("1900-01", true)]
    [InlineData("2026-12", true)]
    [InlineData("1900-Q1", false)]
    [InlineData("2999-Q4", false)]
    public void The_described_shape_of_a_month_has_no_quarters(string period, bool isMonth)
    {
        Assert.Matches(Period.Pattern, period);
        Assert.Equal(isMonth, Regex.IsMatch(period, Period.MonthPattern));
    }

    [Fact]
    public void Weeks_are_counted_from_the_cut_off()
    {
        var cutOff = new DateOnly(2026, 12, 20);

        Assert.Equal(1, PeriodCalendar.WeekOf(cutOff, cutOff.AddDays(1)));
        Assert.Equal(1, PeriodCalendar.WeekOf(cutOff, cutOff.AddDays(7)));
        Assert.Equal(2, PeriodCalendar.WeekOf(cutOff, cutOff.AddDays(8)));
        Assert.Equal(53, PeriodCalendar.WeekOf(cutOff, cutOff.AddDays(7 * 53)));
    }
}
