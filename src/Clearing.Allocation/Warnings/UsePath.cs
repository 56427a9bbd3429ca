using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Warnings;

/// <summary>The use of the days ahead, in thousandths of a cubic foot.</summary>
/// <param name="ExceedsOn">The first day whose use is above that day's limit.</param>
/// <param name="EndMilliVolume">The use of the last day.</param>
internal readonly record struct UsePath(DateOnly? ExceedsOn, Int128 EndMilliVolume)
{
    private const int Million = 1_000_000;
    private const int Milli = 1_000;
    private const int DaysOfWeek = 7;

    /// <summary>u ← max(0, u + arrivals − sales), with the day's sales scaled.</summary>
    public static UsePath Of(WarningState state, long salesPpm, AllocationConfig config)
    {
        DateOnly? exceedsOn = null;
        var use = (Int128)Milli * state.UsedVolume;
        for (var ahead = 1; ahead <= config.WarnDays; ahead++)
        {
            var day = state.Today.AddDays(ahead);
            var arrivals = Arrived(state, ahead, config) - Arrived(state, ahead - 1, config);
            use = Int128.Max(0, use + arrivals - (Sales(state, day) * salesPpm / Million));
            if (use > (Int128?)state.LimitOn(day) * Milli) { exceedsOn ??= day; }
        }
        return new(exceedsOn, use);
    }

    private static Int128 Arrived(WarningState state, int ahead, AllocationConfig config) =>
        (Int128)Milli * state.InboundVolume * Math.Min(ahead, config.InboundDays)
            / config.InboundDays;

    // Cumulated and then differenced, so that seven days add up to their week.
    private static Int128 Sales(WarningState state, DateOnly day)
    {
        var days = day.DayNumber - state.Today.DayNumber + WarningState.DayOfWeek(state.Today);
        var week = state.WeeklyMilliVolume[days / DaysOfWeek];
        var before = days % DaysOfWeek;
        return (week * (before + 1) / DaysOfWeek) - (week * before / DaysOfWeek);
    }
}
