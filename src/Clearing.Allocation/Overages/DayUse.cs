namespace Clearing.Allocation.Overages;

/// <summary>A day of a bill.</summary>
/// <param name="Day">The day.</param>
/// <param name="UsedVolume">The use by the day's facts; null if unknown, never carried.</param>
/// <param name="LimitVolume">The overage limit; null for none.</param>
public readonly record struct DayUse(DateOnly Day, long? UsedVolume, long? LimitVolume)
{
    /// <summary>How much the use exceeds the limit; 0 if one of them is null.</summary>
    public long OverVolume => Math.Max(0, UsedVolume - LimitVolume ?? 0);
}
