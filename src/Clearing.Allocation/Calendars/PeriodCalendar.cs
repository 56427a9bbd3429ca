using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Calendars;

/// <summary>The days on which a period is computed, announced, cleared and settled.</summary>
/// <param name="Period">The period.</param>
/// <param name="CutOffDay">The Sunday after which facts no longer count.</param>
/// <param name="AnnounceDay">
/// The day on which its confirmed base and two estimates are announced.
/// </param>
/// <param name="FirstRoundDay">Its first clearing, 7 days after the announcement.</param>
/// <param name="LastRoundDay">The day of its last clearing, within the period.</param>
/// <param name="Rounds">How many clearings there are.</param>
/// <param name="SettleDay">The day of the settlement.</param>
[GenerateSerializer, Alias("Clearing.PeriodCalendar"), Immutable]
public sealed record PeriodCalendar(
    Period Period,
    DateOnly CutOffDay,
    DateOnly AnnounceDay,
    DateOnly FirstRoundDay,
    DateOnly LastRoundDay,
    int Rounds,
    DateOnly SettleDay)
{
    private const int DaysOfWeek = 7;
    private const int DaysToFirstRound = 7;

    /// <summary>
    /// The calendar of a period: the cut-off is the Sunday before the third full week, Monday to
    /// Sunday, of the month before it (README, chapter 10).
    /// </summary>
    /// <param name="period">A month or a quarter.</param>
    /// <param name="config">Which full week, and the days between.</param>
    public static PeriodCalendar Of(Period period, AllocationConfig config)
    {
        var cutOff = FirstMonday(period.FirstDay.AddMonths(-1))
            .AddDays(((config.AnnounceFullWeek - 1) * DaysOfWeek) - 1);
        var announce = cutOff.AddDays(config.AnnounceDaysAfterCutOff);
        var first = announce.AddDays(DaysToFirstRound);
        var rounds = ((period.LastDay.DayNumber - first.DayNumber) / config.RoundDays) + 1;
        return new(
            period, cutOff, announce, first, first.AddDays((rounds - 1) * config.RoundDays), rounds,
            period.LastDay.AddDays(config.SettleAfterDays));
    }

    /// <summary>The week after the cut-off in which a day lies, from 1.</summary>
    /// <param name="cutOff">The cut-off, a Sunday.</param>
    /// <param name="day">A day after it.</param>
    public static int WeekOf(DateOnly cutOff, DateOnly day) =>
        ((day.DayNumber - cutOff.DayNumber - 1) / DaysOfWeek) + 1;

    private static DateOnly FirstMonday(DateOnly firstOfMonth) =>
        firstOfMonth.AddDays((8 - (int)firstOfMonth.DayOfWeek) % DaysOfWeek);
}
