namespace Clearing.Lab.Mechanisms;

/// <summary>Volume of a block that was granted in a round.</summary>
/// <param name="Block">The block: twice the seller's number, plus 1 for its rest.</param>
/// <param name="Round">The round, from 1.</param>
/// <param name="Volume">Cubic feet.</param>
/// <param name="Fee">The final fee, dollars per cubic foot; 0 without fees.</param>
public readonly record struct Holding(int Block, int Round, long Volume, double Fee);
