namespace Clearing.Allocation.Attributions;

/// <summary>What a market told a seller, and on which day.</summary>
/// <param name="Notice">What it told.</param>
/// <param name="Day">
/// The day on which the market was cleared, settled or curtailed, in the zone's time zone.
/// </param>
public sealed record ToldNotice(Notice Notice, DateOnly Day);
