namespace Clearing.Lab.Statistics;

/// <summary>The 97.5 % quantile of Student's t distribution.</summary>
internal static class StudentT
{
    private const double Normal = 1.959963984540054;

    private static readonly double[] Few =
        [12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004];

    /// <summary>The quantile; source for many degrees: Abramowitz and Stegun 26.7.5.</summary>
    /// <param name="degrees">Degrees of freedom, 1 or more.</param>
    public static double Quantile(int degrees)
    {
        if (degrees <= Few.Length) { return Few[degrees - 1]; }
        var (x, n) = (Normal, (double)degrees);
        var cube = x * x * x;
        var fifth = cube * x * x;
        var seventh = fifth * x * x;
        return x
            + ((cube + x) / (4 * n))
            + (((5 * fifth) + (16 * cube) + (3 * x)) / (96 * n * n))
            + (((3 * seventh) + (19 * fifth) + (17 * cube) - (15 * x)) / (384 * n * n * n));
    }
}
