namespace Clearing.Allocation.Bases;

/// <summary>An operator cuts the confirmed bases of a period's regular sellers.</summary>
/// <param name="Id">Chosen by the operator, unique in the zone: the idempotency key.</param>
/// <param name="Period">The period, such as <c>2026-11</c>; its bases are confirmed.</param>
/// <param name="Volume">Cubic feet, more than 0; rounding may take a little more.</param>
/// <param name="From">The first day on which the cut bases hold.</param>
[GenerateSerializer, Alias("Clearing.CutBase"), Immutable]
public sealed record CutBase(string Id, string Period, long Volume, DateOnly From);
