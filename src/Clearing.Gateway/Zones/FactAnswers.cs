using Clearing.Allocation.Facts;
using Clearing.Allocation.Scores;
using Clearing.Allocation.Sellers;

namespace Clearing.Gateway;

/// <summary>A page of the days with facts.</summary>
/// <param name="Currency">The currency of the zone's amounts.</param>
/// <param name="MinorExponent">The number of decimal digits of its minor unit.</param>
/// <param name="Days">The days in ascending order.</param>
/// <param name="NextCursor">The cursor of the next page; null after the last one.</param>
internal sealed record DaysAnswer(
    string Currency, int MinorExponent, ImmutableArray<DayAnswer> Days, string? NextCursor);

/// <summary>The facts of a day; null means unknown.</summary>
internal sealed record DayAnswer(
    DateOnly Day,
    [property: Description("The highest revision; null if only returns are known.")]
    long? Revision,
    long? UsedVolume, long? InboundVolume, long? SoldMilliVolume, long? UnitsSold,
    long? OnHandUnits, long? ExcessUnits, long? StrandedUnits, long? InStockPpm,
    Int128? SalesMinor,
    [property: Description("The sum of the returns of this day's sales.")]
    Int128? ReturnedMinor)
{
    public static DayAnswer Of(EffectiveDay day)
    {
        var of = day.Figures;
        return new(
            day.Day, day.Revision, of.UsedVolume, of.InboundVolume, of.SoldMilliVolume,
            of.UnitsSold, of.OnHandUnits, of.ExcessUnits, of.StrandedUnits, of.InStockPpm,
            of.SalesMinor, day.ReturnedMinor);
    }
}

/// <summary>A score and every factor behind it.</summary>
internal sealed record ScoreAnswer(
    DateOnly FirstDay,
    [property: Description("A Sunday: the score changes every Monday.")]
    DateOnly LastDay,
    [property: Description("0 to 1000; null if too little is known.")]
    long? Score,
    [property: Description("By how much the score multiplies the need; 1000000 is neutral.")]
    long ScoreFactorPpm,
    [property: Description("Days whose use is known.")]
    int ReportedDays,
    [property: Description("score = sum of weight x points / sum of weight of the known factors.")]
    ImmutableArray<FactorAnswer> Factors)
{
    public static ScoreAnswer Of(SellerScoreView view, PerFactor<long> weights)
    {
        var score = view.Score;
        return new(
            view.FirstDay, view.LastDay, score.Score, score.ScoreFactorPpm, score.ReportedDays,
            FactorAnswer.Each(score.Factors, weights));
    }
}

/// <summary>A factor of a score.</summary>
internal sealed record FactorAnswer(
    string Factor,
    [property: Description("Turns in 13 weeks, or a share, per million; null if unknown.")]
    Int128? ValuePpm,
    [property: Description("0 to 1000; null if the factor is unknown.")]
    long? Points,
    [property: Description("Its weight in the current score; null in a base, which keeps no weights.")]
    long? Weight)
{
    /// <summary>The four factors, in the order of the rules.</summary>
    public static ImmutableArray<FactorAnswer> Each(
        PerFactor<FactorScore> factors, PerFactor<long>? weights) =>
    [
        Of("sell_through", factors.SellThrough, weights?.SellThrough),
        Of("excess", factors.Excess, weights?.Excess),
        Of("stranded", factors.Stranded, weights?.Stranded),
        Of("in_stock", factors.InStock, weights?.InStock),
    ];

    private static FactorAnswer Of(string name, FactorScore factor, long? weight) =>
        new(name, factor.ValuePpm, factor.Points, weight);
}
