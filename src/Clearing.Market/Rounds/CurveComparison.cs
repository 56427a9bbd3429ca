namespace Clearing.Market.Rounds;

/// <summary>
/// The rule by which a losing part may be shown beside those of earlier rounds: their difference
/// must not tell of fewer than enough sellers.
/// </summary>
/// <remarks>
/// Two parts are compared twice: as they stand, and with all that was granted between them, which
/// is public too, added to the later one. Each time, either no seller differs or enough do. That
/// holds for the whole parts, and for every stretch of fees between two bounds that both show. Where
/// nobody's rest differs, the later part says nothing new.
/// </remarks>
/// <param name="marks">The part that is to be shown.</param>
/// <param name="enough">How many sellers are enough.</param>
internal sealed class CurveComparison(CurveMarks marks, int enough)
{
    private readonly HashSet<long> _bounds = [.. marks.Bounds];

    /// <summary>Finds which bounds of the part may be shown.</summary>
    /// <param name="shown">The losing parts that were shown before.</param>
    /// <returns>The bounds, descending; null if even the part's sum would tell too much.</returns>
    public long[]? BoundsBeside(IEnumerable<CurveMarks> shown) =>
        shown.All(Narrow) ? [.. marks.Bounds.Where(_bounds.Contains)] : null;

    // A bound at which a stretch with too few ends is given up, so that the stretch goes on; for the
    // last stretch, bounds are given up from the lowest upwards.
    private bool Narrow(CurveMarks before)
    {
        var differing = new DifferingMarks();
        var kept = new Stack<(long Bound, bool Rests, bool Asked)>();
        var (now, then, isNew) = (0, 0, false);
        var lost = new List<long>();
        foreach (var bound in before.Bounds.Where(_bounds.Contains))
        {
            for (; IsAbove(marks, now, bound); now++) { differing.Add(marks, now); }
            for (; IsAbove(before, then, bound); then++) { differing.TakeOff(before, then); }
            var (standing, asking) = (differing.Rests, differing.Asked);
            isNew |= standing > 0;
            if (IsFew(standing) || IsFew(asking)) { lost.Add(bound); continue; }
            kept.Push((bound, standing > 0, asking > 0));
            differing.Clear();
        }
        for (; now <= marks.Bounds.Length; now++) { differing.Add(marks, now); }
        for (; then <= before.Bounds.Length; then++) { differing.TakeOff(before, then); }
        if (!isNew && differing.Rests == 0) { return true; }
        var (rests, asked) = (IsFew(differing.Rests), IsFew(differing.Asked));
        while ((rests || asked) && kept.TryPop(out var above))
        {
            lost.Add(above.Bound);
            (rests, asked) = (rests && !above.Rests, asked && !above.Asked);
        }
        _bounds.ExceptWith(lost);
        return !rests && !asked;
    }

    private static bool IsAbove(CurveMarks part, int step, long bound) =>
        step < part.Bounds.Length && part.Bounds[step] >= bound;

    private bool IsFew(int sellers) => sellers > 0 && sellers < enough;
}
