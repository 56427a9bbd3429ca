namespace Clearing.Market.Sellers;

/// <summary>What an award costs: fee × volume, rounded down once to the minor unit.</summary>
public static class ChargeRule
{
    private const int MicroDigits = 6;

    /// <summary>Floor of fee × volume ÷ micros per minor unit.</summary>
    public static Money Of(Fee fee, long volume, MoneyTerms terms)
    {
        Int128 microsPerMinor = 1;
        for (var digit = terms.MinorExponent; digit < MicroDigits; digit++)
        {
            microsPerMinor *= 10;
        }
        return new Money((Int128)fee.Micros * volume / microsPerMinor);
    }

    /// <summary>The account of one award: gross − repricing − release = charge.</summary>
    public static StatementLine Line(
        Award award, Fee finalFee, long released, MoneyTerms terms)
    {
        var granted = award.Volume.Value;
        var gross = Of(award.RoundFee, granted, terms);
        var repriced = Of(finalFee, granted, terms);
        var charge = Of(finalFee, granted - released, terms);
        return new StatementLine(
            award.Id, award.BidId, award.Round, award.Volume, new CubicFeet(released),
            award.MaxFee, award.RoundFee, finalFee, gross, gross - repriced, repriced - charge,
            charge);
    }
}
