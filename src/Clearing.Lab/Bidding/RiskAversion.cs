namespace Clearing.Lab.Bidding;

/// <summary>What risk takes off a seller's bid.</summary>
internal static class RiskAversion
{
    private const int Steps = 48;
    private const double Widest = 6;

    /// <summary>
    /// The certainty equivalent of lognormal sales by their mean, for utility
    /// <c>−exp(−γ × net profit)</c>.
    /// </summary>
    /// <remarks>
    /// With x = worth ÷ its mean it is <c>−ln E[exp(−γ w x)] ÷ γ w</c>, where w is the mean worth.
    /// A seller that bids it is as well off with the space at that fee as without.
    /// </remarks>
    /// <param name="worth">Risk aversion × mean worth of the whole volume; 0 or more.</param>
    /// <param name="spread">The standard deviation of the logarithm of the sales.</param>
    public static double Certainty(double worth, double spread)
    {
        if (worth <= 0 || spread <= 0) { return 1; }
        var (mean, weights) = (0.0, 0.0);
        for (var step = 0; step <= Steps; step++)
        {
            var z = (2 * Widest * step / Steps) - Widest;
            var weight = Math.Exp(-z * z / 2);
            var part = Math.Exp((spread * z) - (spread * spread / 2));
            weights += weight;
            mean += weight * Math.Exp(-worth * part);
        }
        var utility = mean / weights;
        return utility > 0 ? Math.Min(1, -Math.Log(utility) / worth) : 0;
    }
}
