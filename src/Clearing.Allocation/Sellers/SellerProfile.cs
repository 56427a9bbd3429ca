using Clearing.Allocation.Bases;

namespace Clearing.Allocation.Sellers;

/// <summary>What the operator knows of a seller.</summary>
/// <param name="AccountStarted">When its account was opened.</param>
/// <param name="Plan">Its plan.</param>
[GenerateSerializer, Alias("Clearing.SellerProfile"), Immutable]
public sealed record SellerProfile(DateOnly AccountStarted, Plan Plan);
