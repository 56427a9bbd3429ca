using Clearing.Allocation.Scores;

namespace Clearing.Allocation.Sellers;

/// <summary>A seller's score in a zone.</summary>
/// <param name="FirstDay">The first day of its window.</param>
/// <param name="LastDay">The last day, a Sunday: the score changes every Monday.</param>
/// <param name="Score">The score and its factors.</param>
[GenerateSerializer, Alias("Clearing.SellerScoreView"), Immutable]
public sealed record SellerScoreView(DateOnly FirstDay, DateOnly LastDay, SellerScore Score);
