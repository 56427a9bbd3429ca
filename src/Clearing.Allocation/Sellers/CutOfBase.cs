using Clearing.Allocation.Bases;

namespace Clearing.Allocation.Sellers;

/// <summary>A cut of a seller's base.</summary>
/// <param name="Step">What the zone told.</param>
/// <param name="BeforeVolume">The base that is cut.</param>
/// <param name="BaseVolume">The base from that day on.</param>
[GenerateSerializer, Alias("Clearing.CutOfBase"), Immutable]
public sealed record CutOfBase(BaseCutStep Step, long BeforeVolume, long BaseVolume);
