using System.Numerics;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Projections;

namespace Clearing.Allocation.Tests.Projections;

/// <summary>The rule once more, word by word, in integers of any size.</summary>
internal sealed class NaiveProjection(
    long?[] sold, long?[] units, long?[] zone, PlannedEvent[] events, GivenWeek[] given,
    AllocationConfig config)
{
    private static readonly BigInteger Million = 1_000_000;

    internal BigInteger? LevelNow => Level(sold, 0);

    internal (BigInteger Uplift, ProjectionSource Source, BigInteger Volume) Week(int week)
    {
        var pace = Pace(week);
        var (n, level) = (At(units, week - 52), Level(units, -52));
        var own = n is not null && level is not null && level + config.ShrinkMilliUnits > 0;
        var uplift = own
            ? (n!.Value * Million + config.ShrinkMilliUnits * pace)
                / (level!.Value + config.ShrinkMilliUnits)
            : pace;
        uplift = BigInteger.Max(uplift, config.UpliftMinPpm);
        uplift = BigInteger.Min(uplift, config.UpliftMaxPpm);
        var source = own ? ProjectionSource.Own : ProjectionSource.Zone;
        var inWeek = events.Where(of => week >= of.FromWeek && week <= of.ToWeek).ToArray();
        var highest = inWeek.Max(of => of.UpliftPpm);
        if (highest > uplift)
        {
            (uplift, source) = (highest.Value, ProjectionSource.Event);
        }
        BigInteger launches = inWeek.Sum(of => of.AddedMilliVolume);
        var figures = given.Where(of => of.Week == week).ToArray();
        if (figures.Length > 0)
        {
            return (uplift, ProjectionSource.Operator, figures[^1].MilliVolume);
        }
        return LevelNow is { } now
            ? (uplift, source, now * uplift / Million + launches)
            : (uplift, ProjectionSource.NoData, launches);
    }

    internal BigInteger Need(int first, int last)
    {
        var covered = Enumerable.Range(first, last - first + 1).Select(week =>
            Enumerable.Range(week, config.CoverWeeks)
                .Aggregate(BigInteger.Zero, (sum, at) => sum + Week(at).Volume));
        var (whole, rest) = BigInteger.DivRem(covered.Max(), 1_000);
        return rest > 0 ? whole + 1 : whole;
    }

    private BigInteger Pace(int week) =>
        At(zone, week - 52) is { } z && Level(zone, -52) is { } level && level > 0
            ? z * Million / level
            : Million;

    private BigInteger? Level(long?[] series, int week)
    {
        var known = Enumerable.Range(week - config.LevelWeeks + 1, config.LevelWeeks)
            .Select(at => At(series, at))
            .OfType<BigInteger>()
            .ToArray();
        return known.Length < config.LevelMinWeeks
            ? null
            : known.Skip(1).Aggregate(known[0], (level, value) =>
                (config.AlphaPpm * value + (Million - config.AlphaPpm) * level) / Million);
    }

    private static BigInteger? At(long?[] series, int week)
    {
        var index = series.Length - 1 + week;
        return index < 0 || index >= series.Length ? null : series[index];
    }
}
