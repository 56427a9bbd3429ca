using System.Collections.Frozen;

namespace Clearing.Market.Units;

/// <summary>The minor units of currencies, as ISO 4217 lists them.</summary>
public static class Iso4217
{
    // Codes that ISO withdrew since 2020 are kept, so that their last markets can be replayed.
    private const string TwoDigits =
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP
        BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR
        FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR
        KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
        MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK
        SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN
        UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ZWL
        """;

    private static readonly (int Exponent, string Codes)[] Lists =
    [
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (2, TwoDigits),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    ];

    private static readonly FrozenDictionary<string, int> Exponents = Lists
        .SelectMany(list => list.Codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            (list, code) => KeyValuePair.Create(code, list.Exponent))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The decimal digits of a currency's minor unit.</summary>
    /// <param name="currency">A code of three capital letters.</param>
    /// <returns>0 to 4; null if ISO 4217 lists no minor unit for it.</returns>
    public static int? ExponentOf(string currency) =>
        currency is not null && Exponents.TryGetValue(currency, out var exponent)
            ? exponent
            : null;

    /// <summary>
    /// True if a minor unit may have so many decimal digits: ISO 4217 lists as many for the currency,
    /// or does not list it.
    /// </summary>
    /// <remarks>
    /// Whoever opens a market or a zone is held to it; those of earlier versions stay as they are.
    /// </remarks>
    /// <param name="currency">A code of three capital letters.</param>
    /// <param name="exponent">The decimal digits.</param>
    public static bool Allows(string currency, int exponent) =>
        (ExponentOf(currency) ?? exponent) == exponent;
}
