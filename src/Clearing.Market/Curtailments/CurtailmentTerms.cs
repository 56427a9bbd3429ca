namespace Clearing.Market.Curtailments;

/// <summary>What is to be curtailed, and by which rules.</summary>
/// <param name="Volume">What the operator takes back.</param>
/// <param name="Day">The first day on which the space is gone.</param>
/// <param name="FirstDay">The first day of the market's period.</param>
/// <param name="LastDay">Its last day.</param>
/// <param name="Lot">The market's lot.</param>
/// <param name="Rule">Which awards are cut first.</param>
/// <param name="CompensationPpm">
/// The compensation of a lost day, per million of the award's fee for it.
/// </param>
/// <param name="MinorExponent">Decimal digits of the currency's minor unit, 0 to 6.</param>
public sealed record CurtailmentTerms(
    CubicFeet Volume,
    DateOnly Day,
    DateOnly FirstDay,
    DateOnly LastDay,
    CubicFeet Lot,
    CurtailRule Rule,
    int CompensationPpm,
    int MinorExponent);
