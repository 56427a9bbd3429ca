namespace Clearing.Market.Core;

/// <summary>The terms of one clearing.</summary>
/// <param name="Available">
/// Cubic feet that may be granted, not yet rounded to lots; 0 or more.
/// </param>
/// <param name="Reserve">The lowest eligible max fee, micros per cubic foot; 0 or more.</param>
/// <param name="Lot">Cubic feet; every grant is a multiple of it; 1 or more.</param>
/// <param name="TieRule">Splits what remains at a fee level that does not fit.</param>
/// <param name="PricingRule">Sets the round's fee.</param>
/// <param name="Edition">The rules to clear by.</param>
public readonly record struct ClearingTerms(
    long Available,
    long Reserve,
    long Lot,
    TieRule TieRule,
    PricingRule PricingRule,
    RulesEdition Edition = RulesEdition.Second);
