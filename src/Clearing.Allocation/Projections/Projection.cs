using System.Collections.Immutable;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Projections;

/// <summary>What a seller is expected to sell: the level now × last year's season.</summary>
/// <param name="LevelMilliVolume">The level at the cut-off; null if too little is known.</param>
/// <param name="Weeks">Week 1, week 2, … after the cut-off.</param>
[GenerateSerializer, Alias("Clearing.Projection"), Immutable]
public sealed record Projection(Int128? LevelMilliVolume, ImmutableArray<ProjectedWeek> Weeks)
{
    private const int Milli = 1_000;

    /// <summary>
    /// The need of a period: the most, over its weeks, of the sales of that week and those after
    /// it which a base covers, rounded up to cubic feet (README, chapter 3).
    /// </summary>
    /// <param name="first">The first week that overlaps the period, from 1.</param>
    /// <param name="last">The last one; the weeks covered from it on must be projected.</param>
    /// <param name="config">Says how many weeks are covered.</param>
    public long NeedVolume(int first, int last, AllocationConfig config)
    {
        Int128 most = 0;
        for (var week = first; week <= last; week++)
        {
            Int128 covered = 0;
            for (var at = week; at < week + config.CoverWeeks; at++)
            {
                covered += Weeks[at - 1].MilliVolume;
            }
            most = Int128.Max(most, covered);
        }
        return (long)((most + Milli - 1) / Milli);
    }
}
