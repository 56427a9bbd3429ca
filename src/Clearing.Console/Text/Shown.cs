using System.Globalization;

namespace Clearing.Pages.Text;

/// <summary>How numbers and times are written for people.</summary>
/// <remarks>
/// Thousands have commas, the minus sign is a true one, no digit is lost. What machines read (CSV)
/// is written elsewhere, as plain integers.
/// </remarks>
public static class Shown
{
    /// <summary>Stands in place of a missing number.</summary>
    public const string None = "–";

    /// <summary>Stands for a number that is shown once the market is settled.</summary>
    public const string Sealed = "sealed";

    private const long Micros = 1_000_000;

    /// <summary>A whole number, such as a volume in cubic feet.</summary>
    public static string Number(Int128? number) => number is { } known ? Number(known) : Sealed;

    /// <summary>A whole number with a space between thousands.</summary>
    public static string Number(Int128 number) =>
        number.ToString("#,0", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A volume in cubic feet.</summary>
    public static string Volume(CubicFeet volume) => Number(volume.Value);

    /// <summary>A change of volume, always with its sign.</summary>
    public static string Change(CubicFeet volume) =>
        volume.Value >= 0 ? "+" + Number(volume.Value) : Number(volume.Value);

    /// <summary>
    /// A fee in major units: two decimals at least, none in a currency without a minor unit, and
    /// as many more as the fee has.
    /// </summary>
    /// <param name="fee">The fee; null is shown as a dash.</param>
    /// <param name="exponent">Decimal digits of the currency's minor unit.</param>
    public static string Fee(Fee? fee, int exponent = 2)
    {
        if (fee is not { Micros: var micros }) { return None; }
        var (whole, rest) = Math.DivRem(Math.Abs(micros), Micros);
        var decimals = rest.ToString("D6", CultureInfo.InvariantCulture).TrimEnd('0')
            .PadRight(Math.Min(exponent, 2), '0');
        var sign = micros < 0 ? "−" : "";
        return decimals.Length == 0 ? sign + Number(whole) : $"{sign}{Number(whole)}.{decimals}";
    }

    /// <summary>An amount in the market's currency, with the decimals that it has.</summary>
    public static string Money(Money money, int exponent)
    {
        if (exponent == 0) { return Number(money.Minor); }
        Int128 unit = 1;
        for (var digit = 0; digit < exponent; digit++) { unit *= 10; }
        var (whole, rest) = Int128.DivRem(Int128.Abs(money.Minor), unit);
        var sign = money.Minor < 0 ? "−" : "";
        return $"{sign}{Number(whole)}.{rest.ToString("D" + exponent, CultureInfo.InvariantCulture)}";
    }

    /// <summary>A share such as <c>15 %</c> of a number of parts per million.</summary>
    public static string Ppm(long ppm)
    {
        var (whole, rest) = Math.DivRem(ppm, 10_000);
        var decimals = rest.ToString("D4", CultureInfo.InvariantCulture).TrimEnd('0');
        return decimals.Length == 0 ? $"{Number(whole)} %" : $"{Number(whole)}.{decimals} %";
    }

    /// <summary>A whole percentage, rounded down; 100 if there is nothing to share.</summary>
    public static int Percent(Int128 part, Int128 whole) =>
        whole <= 0 ? 100 : (int)Int128.Clamp(100 * part / whole, 0, 100);

    /// <summary>A count with its noun: <c>1 round</c>, <c>3 rounds</c>.</summary>
    public static string Count(Int128 count, string noun) =>
        $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>An instant, such as <c>Sat 28 Nov, 16:24 UTC</c>.</summary>
    public static string At(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("ddd d MMM, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>
    /// A minute, UTC, where the heading says that it is UTC: <c>28 Nov 2026, 16:24</c>.
    /// </summary>
    public static string Minute(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A day, such as <c>28 Nov</c>.</summary>
    public static string Day(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>An instant as machines write it.</summary>
    public static string Iso(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The remaining time, such as <c>02:41:12</c> or <c>1 d 2 h</c>.</summary>
    public static string Left(TimeSpan left) => left.Ticks switch
    {
        <= 0 => "clearing…",
        > TimeSpan.TicksPerDay => $"{left.Days} d {left.Hours} h",
        _ => left.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture),
    };
}
