using System.Collections.Immutable;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Projections;

/// <summary>Projects a seller's sales week by week (README, chapter 3).</summary>
public static class ProjectionRule
{
    private const int Million = 1_000_000;

    /// <summary>Projects as many weeks as the zone's season has.</summary>
    /// <param name="series">The seller's weeks, ending with the cut-off week.</param>
    /// <param name="season">The zone's season.</param>
    /// <param name="events">The seller's confirmed events.</param>
    /// <param name="given">The operator's own projections; the last one of a week counts.</param>
    /// <param name="config">The numbers of the rules.</param>
    public static Projection Of(
        SellerSeries series,
        ZoneSeason season,
        ImmutableArray<PlannedEvent> events,
        ImmutableArray<GivenWeek> given,
        AllocationConfig config)
    {
        var level = series.Sold.Level(0, config);
        var lastYear = series.Units.Level(-ZoneSeason.Year, config);
        var weeks = ImmutableArray.CreateBuilder<ProjectedWeek>(season.PacePpm.Length);
        for (var week = 1; week <= season.PacePpm.Length; week++)
        {
            var units = series.Units[week - ZoneSeason.Year];
            var seasonal = Seasonal(units, lastYear, season.PacePpm[week - 1], config);
            weeks.Add(Project(week, level, seasonal, events, given));
        }
        return new(level, weeks.MoveToImmutable());
    }

    private static (Int128 UpliftPpm, ProjectionSource Source) Seasonal(
        Int128? units, Int128? lastYear, Int128 pacePpm, AllocationConfig config)
    {
        var shrink = config.ShrinkMilliUnits;
        var own = units is not null && lastYear + shrink > 0;
        var uplift = own
            ? ((units!.Value * Million) + (shrink * pacePpm)) / (lastYear!.Value + shrink)
            : pacePpm;
        return (
            Int128.Clamp(uplift, config.UpliftMinPpm, config.UpliftMaxPpm),
            own ? ProjectionSource.Own : ProjectionSource.Zone);
    }

    // An event's uplift replaces the season's and does not multiply it: a season that repeats
    // must not count twice.
    private static ProjectedWeek Project(
        int week,
        Int128? level,
        (Int128 UpliftPpm, ProjectionSource Source) seasonal,
        ImmutableArray<PlannedEvent> events,
        ImmutableArray<GivenWeek> given)
    {
        var (uplift, source) = seasonal;
        Int128 launches = 0;
        foreach (var planned in events)
        {
            if (!planned.Overlaps(week)) { continue; }
            launches += planned.AddedMilliVolume;
            if (planned.UpliftPpm > uplift)
            {
                (uplift, source) = (planned.UpliftPpm.Value, ProjectionSource.Event);
            }
        }
        foreach (var figure in given.Reverse())
        {
            if (figure.Week == week)
            {
                return new(week, uplift, ProjectionSource.Operator, figure.MilliVolume);
            }
        }
        return level is { } now
            ? new(week, uplift, source, (now * uplift / Million) + launches)
            : new(week, uplift, ProjectionSource.NoData, launches);
    }
}
