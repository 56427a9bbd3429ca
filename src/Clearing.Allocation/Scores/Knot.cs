namespace Clearing.Allocation.Scores;

/// <summary>A point of a <see cref="Curve"/>.</summary>
/// <param name="At">Where it lies: a factor's value in ppm, or a score.</param>
/// <param name="Value">What the curve gives there: points, or a score factor in ppm.</param>
[GenerateSerializer, Alias("Clearing.Knot"), Immutable]
public readonly record struct Knot(long At, long Value);
