namespace Clearing.Allocation.Bases;

/// <summary>How a regular seller's target came about.</summary>
/// <param name="ScoredVolume">The need × the score factor.</param>
/// <param name="WantedVolume">The same with the use of extra space; at least 0.</param>
/// <param name="SteppedVolume">The same within a step of the base before.</param>
/// <param name="TargetVolume">The same within floor and ceiling.</param>
[GenerateSerializer, Alias("Clearing.TargetSteps"), Immutable]
public sealed record TargetSteps(
    long ScoredVolume, long WantedVolume, long SteppedVolume, long TargetVolume);
