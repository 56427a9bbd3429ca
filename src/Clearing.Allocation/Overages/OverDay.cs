namespace Clearing.Allocation.Overages;

/// <summary>A day over the limit.</summary>
/// <param name="Day">The day.</param>
/// <param name="LimitVolume">The overage limit.</param>
/// <param name="OverVolume">How much the use exceeds it, more than 0.</param>
/// <param name="BilledVolume">The same, or 0 on a free day.</param>
[GenerateSerializer, Alias("Clearing.OverDay"), Immutable]
public sealed record OverDay(DateOnly Day, long LimitVolume, long OverVolume, long BilledVolume);
