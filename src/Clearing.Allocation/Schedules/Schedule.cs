using System.Collections.Immutable;

namespace Clearing.Allocation.Schedules;

/// <summary>A volume that changes from day to day; 0 before its first step.</summary>
/// <param name="steps">The steps, ascending by day.</param>
public readonly struct Schedule(ImmutableArray<ScheduleStep> steps)
{
    /// <summary>The volume at the end of a day; null for no limit.</summary>
    public long? At(DateOnly day)
    {
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            if (steps[i].From <= day) { return steps[i].Volume; }
        }
        return 0;
    }
}
