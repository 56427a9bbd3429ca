namespace Clearing.Market.Rounds;

/// <summary>One fee that an award had.</summary>
/// <param name="Round">The round that brought it.</param>
/// <param name="Fee">The fee from that round on.</param>
/// <param name="Cause"><see cref="Cause.Award"/> or <see cref="Cause.Reprice"/>.</param>
public sealed record FeeChange(int Round, Fee Fee, Cause Cause);
