namespace Clearing.Allocation.Bases;

/// <summary>A base that the operator sets for one seller and period.</summary>
/// <param name="Period">The period, such as <c>2026-11</c>.</param>
/// <param name="Seller">The seller.</param>
/// <param name="Volume">Cubic feet, 0 to 10^13; null takes an earlier override away.</param>
/// <param name="Note">Why: 1 to 500 characters.</param>
[GenerateSerializer, Alias("Clearing.BaseOverride"), Immutable]
public sealed record BaseOverride(string Period, string Seller, long? Volume, string Note)
{
    /// <summary>The most characters of a note.</summary>
    public const int MaxNoteLength = 500;
}
