namespace Clearing.Market.Core;

/// <summary>The sums and fees of one clearing; what each row got is in the workspace.</summary>
/// <param name="EligibleDemand">
/// Cubic feet that eligible bids ask for after seller caps, without those refused by a cap or by
/// their own minimum.
/// </param>
/// <param name="Granted">
/// Cubic feet granted, a multiple of the lot, at most what was available.
/// </param>
/// <param name="LowestGranted">
/// The lowest max fee that got volume, micros per cubic foot; null if nothing was granted.
/// </param>
/// <param name="RoundFee">
/// The fee of every winner by the pricing rule, micros per cubic foot; null if nothing was granted.
/// </param>
public readonly record struct ClearingOutcome(
    Int128 EligibleDemand,
    long Granted,
    long? LowestGranted,
    long? RoundFee);
