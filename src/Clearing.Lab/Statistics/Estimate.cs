namespace Clearing.Lab.Statistics;

/// <summary>A number with its uncertainty.</summary>
/// <param name="Mean">The estimate.</param>
/// <param name="Half">Half the width of its 95 % interval.</param>
/// <param name="Markets">How many markets it is computed from.</param>
public readonly record struct Estimate(double Mean, double Half, int Markets)
{
    /// <summary>The lower end of the interval.</summary>
    public double Low => Mean - Half;

    /// <summary>The upper end of the interval.</summary>
    public double High => Mean + Half;

    /// <summary>True if two estimates are as close as the stated tolerance requires.</summary>
    /// <remarks>
    /// 1.5 times the sum of both half widths, about four standard errors of a difference.
    /// </remarks>
    public bool Agrees(Estimate other) =>
        Math.Abs(Mean - other.Mean) <= (1.5 * (Half + other.Half)) + 1e-12;
}
