namespace Clearing.Allocation.Bases;

/// <summary>What a further cut of a period's bases may be.</summary>
/// <param name="NoticeDays">How many days ahead it must be announced, at least.</param>
/// <param name="EarliestFrom">
/// The first day on which it may begin: after the notice, and not before an earlier cut, whose bases
/// it cuts further.
/// </param>
/// <param name="LastFrom">The period's last day.</param>
/// <param name="MaxVolume">
/// What the regular bases have above the floor, together; null while that is not known.
/// </param>
[GenerateSerializer, Alias("Clearing.BaseCutLimits"), Immutable]
public sealed record BaseCutLimits(
    int NoticeDays, DateOnly EarliestFrom, DateOnly LastFrom, Int128? MaxVolume);
