using System.Collections.Immutable;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Projections;

/// <summary>The season of a zone: how last year's weeks compared with their level.</summary>
/// <remarks>
/// The zone gives it to its sellers, so that they need no other seller's figures.
/// </remarks>
/// <param name="PacePpm">ρ of week 1, week 2, … after the cut-off.</param>
[GenerateSerializer, Alias("Clearing.ZoneSeason"), Immutable]
public sealed record ZoneSeason(ImmutableArray<Int128> PacePpm)
{
    internal const int Year = 52;
    private const int Million = 1_000_000;

    /// <summary>
    /// ρ = the zone's week a year before, per million of its level then; 1_000_000 where one of
    /// the two is unknown or the level is 0 (README, chapter 3).
    /// </summary>
    /// <param name="zone">The sums of the sellers' known units.</param>
    /// <param name="weeks">How many weeks after the cut-off.</param>
    /// <param name="config">Says how a level is computed.</param>
    public static ZoneSeason Of(WeekSeries zone, int weeks, AllocationConfig config)
    {
        var level = zone.Level(-Year, config);
        return new(
        [
            .. Enumerable.Range(1, weeks).Select(week =>
                level > 0 && zone[week - Year] is { } sold
                    ? sold * Million / level.Value
                    : Million),
        ]);
    }
}
