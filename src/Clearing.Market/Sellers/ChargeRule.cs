namespace Clearing.Market.Sellers;

/// <summary>What an award costs: fee × volume, rounded down once to the minor unit.</summary>
public static class ChargeRule
{
    private const int MicroDigits = 6;

    /// <summary>Floor of fee × volume ÷ micros per minor unit.</summary>
    public static Money Of(Fee fee, long volume, MoneyTerms terms) =>
        Of(fee, volume, terms.MinorExponent);

    /// <summary>The same in a currency whose minor unit has so many decimal digits.</summary>
    public static Money Of(Fee fee, long volume, int minorExponent) =>
        new((Int128)fee.Micros * volume / MicrosPerMinor(minorExponent));

    /// <summary>How many micros of the major unit a minor unit has: 10^(6 − exponent).</summary>
    /// <param name="minorExponent">Decimal digits of the minor unit, 0 to 6.</param>
    public static Int128 MicrosPerMinor(int minorExponent)
    {
        Int128 micros = 1;
        for (var digit = minorExponent; digit < MicroDigits; digit++)
        {
            micros *= 10;
        }
        return micros;
    }

    /// <summary>
    /// The account of one award: gross − repricing − release − curtailment = charge.
    /// </summary>
    internal static StatementLine Line(
        Award award, Fee finalFee, long released, long curtailed, MoneyTerms terms)
    {
        var granted = award.Volume.Value;
        var gross = Of(award.RoundFee, granted, terms);
        var repriced = Of(finalFee, granted, terms);
        var kept = Of(finalFee, granted - released, terms);
        var charge = Of(finalFee, granted - released - curtailed, terms);
        return new StatementLine(
            award.Id, award.BidId, award.Round, award.Volume, new CubicFeet(released),
            award.MaxFee, award.RoundFee, finalFee, gross, gross - repriced, repriced - kept,
            charge, new CubicFeet(curtailed), kept - charge);
    }
}
