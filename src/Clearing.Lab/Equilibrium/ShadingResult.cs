using Clearing.Lab.Statistics;

namespace Clearing.Lab.Equilibrium;

/// <summary>What happens if all bid one part of their worth.</summary>
/// <param name="Shade">The part.</param>
/// <param name="Gain">The relative gain of the best single deviation.</param>
/// <param name="Deviation">The part that deviates best.</param>
/// <param name="Fee">The fee, dollars per cubic foot.</param>
public sealed record ShadingPoint(double Shade, double Gain, double Deviation, Estimate Fee);

/// <summary>The equilibrium of a mechanism and what was tried.</summary>
/// <param name="Rule">The mechanism.</param>
/// <param name="Star">The part that nobody gains much by leaving.</param>
/// <param name="Points">Every part that was tried, ascending.</param>
public sealed record ShadingResult(
    string Rule, ShadingPoint Star, IReadOnlyList<ShadingPoint> Points);
