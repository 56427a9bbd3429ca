using System.Globalization;

namespace Clearing.Pages.Charts;

/// <summary>Labels of axes.</summary>
public static class AxisText
{
    /// <summary>A volume, in thousands or millions if it is long.</summary>
    public static string Volume(double volume) => volume switch
    {
        0 => "0",
        >= 1e6 => (volume / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e3 => (volume / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "k",
        _ => volume.ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>A fee given in micros.</summary>
    public static string Fee(double micros, int exponent) =>
        Shown.Fee(new Fee((long)Math.Round(micros)), exponent);
}
