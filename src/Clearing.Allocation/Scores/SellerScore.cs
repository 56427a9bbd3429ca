namespace Clearing.Allocation.Scores;

/// <summary>How well a seller used its space, and what each factor says.</summary>
/// <param name="Factors">The factors; they are shown even without a score.</param>
/// <param name="ReportedDays">Days with a known use.</param>
/// <param name="Score">0 to 1000; null if too little is known.</param>
/// <param name="ScoreFactorPpm">
/// The factor by which it multiplies the need; neutral without a score.
/// </param>
[GenerateSerializer, Alias("Clearing.SellerScore"), Immutable]
public sealed record SellerScore(
    PerFactor<FactorScore> Factors, int ReportedDays, long? Score, long ScoreFactorPpm);
