using System.Globalization;
using Clearing.Market;

namespace Clearing.Client.Demo;

/// <summary>Formats numbers for people.</summary>
internal static class Text
{
    internal static string Of(Int128 number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>
    /// A demand, which stays sealed until the settlement if it consists of too few bids.
    /// </summary>
    internal static string Demand(Int128? demand) =>
        demand is { } number ? Of(number) : "sealed";

    /// <summary>A fee in major units with as many digits as it needs, at least two.</summary>
    internal static string Fee(Fee? fee)
    {
        if (fee is not { Micros: var micros }) { return "-"; }
        var (whole, rest) = Math.DivRem(micros, 1_000_000);
        var digits =
            rest.ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0').PadRight(2, '0');
        return $"{Of(whole)}.{digits}";
    }

    /// <summary>An amount in major units.</summary>
    internal static string Money(Money amount, int exponent = 2)
    {
        var perMajor = PowerOfTen(exponent);
        var (whole, rest) = Int128.DivRem(Int128.Abs(amount.Minor), perMajor);
        var sign = amount.Minor < 0 ? "-" : "";
        var digits = exponent == 0
            ? ""
            : "." + rest.ToString(CultureInfo.InvariantCulture).PadLeft(exponent, '0');
        return sign + Of(whole) + digits;
    }

    private static Int128 PowerOfTen(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++) { power *= 10; }
        return power;
    }
}
