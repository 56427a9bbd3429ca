using System.Collections.Immutable;

namespace Clearing.Allocation.Scores;

/// <summary>Straight lines between knots, flat outside them (README, chapter 3).</summary>
/// <param name="Knots">One knot or more, strictly ascending.</param>
[GenerateSerializer, Alias("Clearing.Curve"), Immutable]
public sealed record Curve(params ImmutableArray<Knot> Knots)
{
    /// <summary>
    /// The curve's value at a place; between knots rounded toward the first knot of the piece.
    /// </summary>
    public long At(Int128 place)
    {
        if (place <= Knots[0].At) { return Knots[0].Value; }
        for (var i = 1; i < Knots.Length; i++)
        {
            if (place <= Knots[i].At) { return Between(Knots[i - 1], Knots[i], place); }
        }
        return Knots[^1].Value;
    }

    /// <summary>
    /// True if the knots ascend strictly and the values never fall (or never rise), and lie within
    /// their range.
    /// </summary>
    /// <param name="rising">True if values may rise; otherwise they may fall.</param>
    /// <param name="most">The largest value; the smallest is 0.</param>
    public bool IsMonotone(bool rising, long most)
    {
        for (var i = 1; i < Knots.Length; i++)
        {
            var (before, knot) = (Knots[i - 1], Knots[i]);
            var turns = rising ? knot.Value < before.Value : knot.Value > before.Value;
            if (knot.At <= before.At || turns) { return false; }
        }
        return !Knots.IsDefaultOrEmpty
            && Knots[0].At >= 0
            && Knots.All(knot => knot.Value >= 0 && knot.Value <= most);
    }

    /// <inheritdoc/>
    public bool Equals(Curve? other) => other is not null && Knots.SequenceEqual(other.Knots);

    /// <inheritdoc/>
    public override int GetHashCode() => Knots.Length;

    // Integer division rounds toward zero, and so toward the piece's first value.
    private static long Between(Knot first, Knot last, Int128 place) => first.Value
        + (long)((Int128)(last.Value - first.Value) * (place - first.At) / (last.At - first.At));
}
