namespace Clearing.Grains.Events;

/// <summary>A market is in the directory.</summary>
/// <param name="Market"><c>region/storageType/period</c>.</param>
public sealed record MarketEntered(string Market);
