using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Scores;

/// <summary>Scores a seller in a zone over a window of days (README, chapter 3).</summary>
public static class ScoreRule
{
    private const int Million = 1_000_000;
    private const int Milli = 1_000;
    private const int MaxPoints = 1_000;

    /// <summary>
    /// Σ weight·points ÷ Σ weight over the known factors. There is no score, and the factor is
    /// neutral, if nothing is known, the known factors weigh nothing or too few days tell the use.
    /// </summary>
    /// <param name="days">The known days of the window, in any order.</param>
    /// <param name="config">The window's length, the weights and the knots.</param>
    public static SellerScore Of(IEnumerable<DayFigures> days, AllocationConfig config)
    {
        var sums = new DaySums();
        foreach (var day in days) { sums.Add(day); }
        var knots = config.Knots;
        var factors = new PerFactor<FactorScore>(
            SellThrough(sums.SellThrough, config),
            Share(sums.Excess, knots.Excess),
            Share(sums.Stranded, knots.Stranded),
            InStock(sums.InStock, knots.InStock));
        var score = sums.ReportedDays < config.ScoreMinDays
            ? null
            : Weighted(factors, config.Weights);
        return new(
            factors, sums.ReportedDays, score,
            score is { } known ? config.FactorKnots.At(known) : Million);
    }

    // Turns of the average space in use over the window, per million.
    private static FactorScore SellThrough((Int128 Sold, Int128 Used) sums, AllocationConfig config)
    {
        var (sold, used) = sums;
        if (used == 0)
        {
            return sold > 0 ? new(null, MaxPoints) : default;
        }
        return Scored(config.ScoreDays * sold * Milli / used, config.Knots.SellThrough);
    }

    private static FactorScore Share((Int128 Part, Int128 OnHand) sums, Curve knots) =>
        Scored(sums.OnHand == 0 ? null : sums.Part * Million / sums.OnHand, knots);

    private static FactorScore InStock((Int128 Sum, int Days) shares, Curve knots) =>
        Scored(shares.Days == 0 ? null : shares.Sum / shares.Days, knots);

    private static FactorScore Scored(Int128? valuePpm, Curve knots) =>
        new(valuePpm, valuePpm is { } value ? knots.At(value) : null);

    private static long? Weighted(PerFactor<FactorScore> factors, PerFactor<long> weights)
    {
        var (sum, weight) = (0L, 0L);
        Add(factors.SellThrough, weights.SellThrough);
        Add(factors.Excess, weights.Excess);
        Add(factors.Stranded, weights.Stranded);
        Add(factors.InStock, weights.InStock);
        return weight == 0 ? null : sum / weight;

        void Add(FactorScore factor, long of)
        {
            sum += of * (factor.Points ?? 0);
            weight += factor.Points is null ? 0 : of;
        }
    }
}
