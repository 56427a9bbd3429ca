using System.Numerics;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Scores;

namespace Clearing.Allocation.Tests.Scores;

/// <summary>The score once more, word by word, in integers of any size.</summary>
internal static class NaiveScore
{
    internal static (long? Score, long FactorPpm, long?[] Points) Of(
        DayFigures[] days, AllocationConfig config)
    {
        var (weights, knots) = (config.Weights, config.Knots);
        (long? Points, long Weight)[] factors =
        [
            (SellThrough(days, config), weights.SellThrough),
            (Share(days, day => day.ExcessUnits, knots.Excess), weights.Excess),
            (Share(days, day => day.StrandedUnits, knots.Stranded), weights.Stranded),
            (InStock(days, knots.InStock), weights.InStock),
        ];
        var known = factors.Where(of => of.Points is not null).ToArray();
        var weight = known.Sum(of => of.Weight);
        var rated = days.Count(day => day.UsedVolume is not null) >= config.ScoreMinDays;
        long? score = rated && weight > 0
            ? known.Sum(of => of.Points!.Value * of.Weight) / weight
            : null;
        var factor = score is { } value ? (long)At(config.FactorKnots, value) : 1_000_000;
        return (score, factor, [.. factors.Select(of => of.Points)]);
    }

    private static long? SellThrough(DayFigures[] days, AllocationConfig config)
    {
        var both = days
            .Where(day => day.SoldMilliVolume is not null && day.UsedVolume is not null).ToArray();
        var sold = Sum(both.Select(day => day.SoldMilliVolume!.Value));
        var used = Sum(both.Select(day => day.UsedVolume!.Value));
        if (used == 0) { return sold == 0 ? null : 1_000; }
        return (long)At(config.Knots.SellThrough, config.ScoreDays * 1_000 * sold / used);
    }

    private static long? Share(DayFigures[] days, Func<DayFigures, long?> part, Curve curve)
    {
        var both = days.Where(day => part(day) is not null && day.OnHandUnits is not null).ToArray();
        var onHand = Sum(both.Select(day => day.OnHandUnits!.Value));
        return onHand == 0
            ? null
            : (long)At(curve, 1_000_000 * Sum(both.Select(day => part(day)!.Value)) / onHand);
    }

    private static long? InStock(DayFigures[] days, Curve curve)
    {
        var shares = days.Select(day => day.InStockPpm).OfType<long>().ToArray();
        return shares.Length == 0 ? null : (long)At(curve, Sum(shares) / shares.Length);
    }

    private static BigInteger Sum(IEnumerable<long> values) =>
        values.Aggregate(BigInteger.Zero, (sum, value) => sum + value);

    // The distance from the piece's first value is rounded down, whichever way it goes.
    private static BigInteger At(Curve curve, BigInteger place)
    {
        var before = curve.Knots.Where(knot => knot.At <= place).Cast<Knot?>().LastOrDefault();
        var after = curve.Knots.Where(knot => knot.At > place).Cast<Knot?>().FirstOrDefault();
        if (before is not { } first) { return curve.Knots[0].Value; }
        if (after is not { } last) { return curve.Knots[^1].Value; }
        var rise = last.Value - first.Value;
        var distance = BigInteger.Abs(rise) * (place - first.At) / (last.At - first.At);
        return first.Value + (Math.Sign(rise) * distance);
    }
}
