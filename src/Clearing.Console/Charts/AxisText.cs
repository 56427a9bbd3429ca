using System.Globalization;

namespace Clearing.Pages.Charts;

/// <summary>Labels of axes.</summary>
public static class AxisText
{
    private const int MaxName = 24;

    /// <summary>A volume, in thousands or millions if it is long.</summary>
    public static string Volume(double volume) => volume switch
    {
        0 => "0",
        >= 1e6 => (volume / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e3 => (volume / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "k",
        _ => volume.ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>A name of somebody's choosing, cut where a drawing has no room; tables have it whole.</summary>
    public static string Name(string name) => name.Length <= MaxName ? name : name[..(MaxName - 1)] + "…";

    /// <summary>Which labels fit: each one, each second one, and so on.</summary>
    /// <param name="pitch">From one place to the next, in units of the drawing; above 0.</param>
    /// <param name="width">The width that a label needs.</param>
    public static int Every(double pitch, double width) => Math.Max(1, (int)Math.Ceiling(width / pitch));

    /// <summary>A fee given in micros.</summary>
    public static string Fee(double micros, int exponent) =>
        Shown.Fee(new Fee((long)Math.Round(micros)), exponent);
}
