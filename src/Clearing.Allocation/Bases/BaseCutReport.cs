namespace Clearing.Allocation.Bases;

/// <summary>A cut of bases, as far as it has come.</summary>
/// <param name="Cut">What the operator asked for.</param>
/// <param name="Step">What the sellers are told.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="RegularVolume">
/// The sum of the regular sellers' bases after the cut; null until every seller has answered.
/// </param>
[GenerateSerializer, Alias("Clearing.BaseCutReport"), Immutable]
public sealed record BaseCutReport(
    CutBase Cut, BaseCutStep Step, BaseCutStage Stage, Int128? RegularVolume);
