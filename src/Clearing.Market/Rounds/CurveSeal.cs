using System.Collections.Immutable;

namespace Clearing.Market.Rounds;

/// <summary>Draws the curve that the public may see before the settlement.</summary>
internal static class CurveSeal
{
    /// <summary>The most steps of both parts together.</summary>
    public const int MaxSteps = 1_000;

    /// <summary>Draws the curve of a round.</summary>
    /// <param name="book">The round's bids.</param>
    /// <param name="shown">The losing parts of earlier rounds that are shown.</param>
    /// <param name="rules">The market's configuration.</param>
    /// <returns>The curve, and what stands behind its losing part; null if that is withheld.</returns>
    public static (SealedCurve Curve, CurveMarks? Shown) Of(
        SealedBook book, IEnumerable<CurveMarks> shown, MarketConfig rules)
    {
        var granted = book.ByFee(book.Granted).ToList();
        var losing = book.ByFee(book.Rests).ToList();
        for (var width = rules.CurveBand.Micros; ; width = Twice(width))
        {
            var above = Granted(granted, book.Lowest, width, rules);
            var below = Losing(losing, width, rules);
            if (above.Length + below.Count > MaxSteps) { continue; }
            if (below.Count == 0) { return (new(above, [], Withheld.Few), null); }
            var marks = book.Marks([.. below.SkipLast(1).Select(step => step.Band)]);
            return new CurveComparison(marks, rules.CurveMinBids).BoundsBeside(shown) is { } bounds
                ? (new(above, Drawn(Joined(below, bounds), end: null), Withheld.None),
                    marks.At(bounds))
                : (new(above, [], Withheld.Close), null);
        }
    }

    private static ImmutableArray<SealedStep> Granted(
        List<(long Fee, int Seller, long Volume)> parts, long? lowest, long width,
        MarketConfig rules)
    {
        if (lowest is not { } margin) { return []; }
        var own = margin - (margin % width);
        var steps = Walk(parts.Where(part => part.Fee - (part.Fee % width) > own), width, rules);
        var last = steps is [.., { IsEnough: false }] ? steps[^1] : null;
        if (last is null) { steps.Add(last = new CurveGroup(rules)); }
        foreach (var (fee, seller, volume) in parts)
        {
            if (fee - (fee % width) <= own) { last.Add(margin, seller, volume); }
        }
        return Drawn(steps, margin);
    }

    private static List<CurveGroup> Losing(
        List<(long Fee, int Seller, long Volume)> parts, long width, MarketConfig rules)
    {
        var steps = Walk(parts, width, rules);
        while (steps is [.., { IsEnough: false } last])
        {
            steps.RemoveAt(steps.Count - 1);
            if (steps is [.., var before]) { before.Join(last); }
        }
        return steps;
    }

    // Steps that end at none of the bounds go on in the next one.
    private static List<CurveGroup> Joined(List<CurveGroup> steps, long[] bounds)
    {
        for (var i = steps.Count - 2; i >= 0; i--)
        {
            if (bounds.Contains(steps[i].Band)) { continue; }
            steps[i].Join(steps[i + 1]);
            steps.RemoveAt(i + 1);
        }
        return steps;
    }

    // Takes whole bands, the highest first; a step closes as soon as it has enough.
    private static List<CurveGroup> Walk(
        IEnumerable<(long Fee, int Seller, long Volume)> parts, long width, MarketConfig rules)
    {
        var steps = new List<CurveGroup>();
        CurveGroup? group = null;
        foreach (var (fee, seller, volume) in parts)
        {
            var band = fee - (fee % width);
            if (group is not null && band != group.Band && group.IsEnough) { group = null; }
            if (group is null) { steps.Add(group = new CurveGroup(rules)); }
            group.Add(band, seller, volume);
        }
        return steps;
    }

    private static ImmutableArray<SealedStep> Drawn(List<CurveGroup> steps, long? end)
    {
        var drawn = ImmutableArray.CreateBuilder<SealedStep>(steps.Count);
        var sum = Int128.Zero;
        Fee? below = null;
        for (var i = 0; i < steps.Count; i++)
        {
            sum += steps[i].Volume;
            var isLast = i == steps.Count - 1;
            var from = isLast ? end : steps[i].Band;
            drawn.Add(new SealedStep(
                from is { } fee ? new Fee(fee) : null, below, steps[i].Volume, sum));
            below = new Fee(steps[i].Band);
        }
        return drawn.MoveToImmutable();
    }

    private static long Twice(long width) => width > long.MaxValue / 2 ? long.MaxValue : width * 2;
}
