namespace Clearing.Allocation.Bases;

/// <summary>What became of a cut of bases.</summary>
/// <param name="Status">Cut, or why not.</param>
/// <param name="Limits">
/// What a cut of the period may be; null if it is made, or unless the period's bases are confirmed.
/// </param>
[GenerateSerializer, Alias("Clearing.BaseCutReceipt"), Immutable]
public sealed record BaseCutReceipt(BaseCutStatus Status, BaseCutLimits? Limits = null);
