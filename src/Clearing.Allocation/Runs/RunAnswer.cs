using Clearing.Allocation.Bases;

namespace Clearing.Allocation.Runs;

/// <summary>What a seller answers to a step of a run.</summary>
/// <param name="RegularVolume">
/// Its base of the period whose ration was given last; 0 unless it is regular.
/// </param>
/// <param name="Next">Its target of the next period; null after the last one.</param>
[GenerateSerializer, Alias("Clearing.RunAnswer"), Immutable]
public sealed record RunAnswer(long RegularVolume, SellerTarget? Next);
