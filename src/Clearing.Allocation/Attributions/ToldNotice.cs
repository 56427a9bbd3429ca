namespace Clearing.Allocation.Attributions;

/// <summary>What a market told a seller, and on which day.</summary>
/// <param name="Notice">What it told.</param>
/// <param name="Day">The day of the clearing or settlement, in the zone's time zone.</param>
public sealed record ToldNotice(Notice Notice, DateOnly Day);
