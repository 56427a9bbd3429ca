namespace Clearing.Allocation.Schedules;

/// <summary>A volume from a day on.</summary>
/// <param name="From">The first day.</param>
/// <param name="Volume">Cubic feet; null for no limit.</param>
public readonly record struct ScheduleStep(DateOnly From, long? Volume);
