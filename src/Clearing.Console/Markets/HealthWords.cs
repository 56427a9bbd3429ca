using System.Globalization;
using System.Text.RegularExpressions;

namespace Clearing.Pages.Markets;

/// <summary>The health of a market in words.</summary>
internal static partial class HealthWords
{
    private const decimal Million = 1_000_000;

    /// <summary>Which measures raise an alarm.</summary>
    public static string Finding(HealthAnswer health) =>
        health.Measures.Where(of => of.Alarm).Select(of => of.Name).ToArray() switch
        {
            [] => "Nothing looks suspicious",
            [var only] => $"{only} raises an alarm",
            var several => $"{several.Length} measures raise an alarm",
        };

    /// <summary>A measure's value, in the unit of its threshold.</summary>
    public static string Value(MeasureAnswer measure) => measure.ValuePpm is not { } ppm
        ? Shown.None
        : measure.Threshold is { } threshold && Percentage().IsMatch(threshold)
            ? Shown.Ppm(ppm)
            : (ppm / Million).ToString("#,0.####", CultureInfo.InvariantCulture);

    [GeneratedRegex("(above|below) [0-9.]+ %", RegexOptions.CultureInvariant)]
    private static partial Regex Percentage();
}
