namespace Clearing.Market.Curtailments;

/// <summary>What an award lost.</summary>
/// <param name="Award">The award's id.</param>
/// <param name="FromOffer">What was taken of its offers: without compensation.</param>
/// <param name="Cut">What was taken of the rest: compensated.</param>
/// <param name="Held">What it still holds.</param>
/// <param name="ChargeWaived">Its charge before less its charge after.</param>
/// <param name="Compensation">What the seller gets for the firm space that it loses.</param>
/// <param name="BelowMin">
/// True if it is left with less than its min volume: the seller may then end the rest.
/// </param>
public sealed record CurtailedAward(
    string Award, CubicFeet FromOffer, CubicFeet Cut, CubicFeet Held, Money ChargeWaived,
    Money Compensation, bool BelowMin);
