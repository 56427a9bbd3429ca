namespace Clearing.Allocation.Scores;

/// <summary>One factor of a score.</summary>
/// <param name="ValuePpm">The factor's value; null if it is unknown or without bound.</param>
/// <param name="Points">0 to 1000; null if the factor is unknown.</param>
[GenerateSerializer, Alias("Clearing.FactorScore"), Immutable]
public readonly record struct FactorScore(Int128? ValuePpm, long? Points);
