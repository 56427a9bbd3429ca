namespace Clearing.Allocation.Runs;

/// <summary>An operator's confirmation of a draft: it announces the draft's bases.</summary>
/// <param name="Id">Chosen by the operator, unique in the zone: the idempotency key.</param>
/// <param name="Run">The run.</param>
[GenerateSerializer, Alias("Clearing.RunConfirmation"), Immutable]
public sealed record RunConfirmation(string Id, string Run);
