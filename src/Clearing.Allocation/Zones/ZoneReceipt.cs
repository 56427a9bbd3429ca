namespace Clearing.Allocation.Zones;

/// <summary>What became of a zone's configuration, and what was there before.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="IsNew">True if the zone had no configuration before; false if it was refused.</param>
/// <param name="Repeated">True if the zone had this configuration before; false if it was refused.</param>
[GenerateSerializer, Alias("Clearing.ZoneReceipt"), Immutable]
public sealed record ZoneReceipt(ZoneStatus Status, bool IsNew = false, bool Repeated = false);
