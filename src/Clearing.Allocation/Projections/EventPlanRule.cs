using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Projections;

/// <summary>The refusals of a planned event that follow from the event and the day alone.</summary>
internal static class EventPlanRule
{
    /// <summary>The first refusal after the zone's; Recorded if there is none.</summary>
    /// <param name="plan">The event.</param>
    /// <param name="today">Today in the zone's time zone.</param>
    public static EventPlanStatus Check(EventPlan plan, DateOnly today)
    {
        if (plan.LastDay < plan.FirstDay) { return EventPlanStatus.DaysOutOfOrder; }
        if (!InRange(plan, today)) { return EventPlanStatus.DaysOutOfRange; }
        if (plan.UpliftPpm is < 1 or > EventPlan.MaxUpliftPpm)
        {
            return EventPlanStatus.UpliftOutOfRange;
        }
        if (plan.AddedMilliVolume < 0) { return EventPlanStatus.VolumeNegative; }
        if (plan.AddedMilliVolume > DayFigures.MaxMilliVolume)
        {
            return EventPlanStatus.VolumeTooLarge;
        }
        if (plan is { UpliftPpm: null, AddedMilliVolume: null or 0 })
        {
            return EventPlanStatus.NothingGiven;
        }
        return plan.Note is null || NoteRule.Allows(plan.Note)
            ? EventPlanStatus.Recorded
            : EventPlanStatus.NoteMalformed;
    }

    private static bool InRange(EventPlan plan, DateOnly today) =>
        plan.LastDay >= today
        && plan.LastDay.DayNumber - today.DayNumber <= EventPlan.MaxDays
        && today.DayNumber - plan.FirstDay.DayNumber <= EventPlan.MaxDays;
}
