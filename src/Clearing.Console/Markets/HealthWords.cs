using System.Globalization;
using System.Text.RegularExpressions;

namespace Clearing.Pages.Markets;

/// <summary>The health of a market in words.</summary>
internal static partial class HealthWords
{
    private const decimal Million = 1_000_000;

    /// <summary>How many alarms there are; a market of which something cannot be seen yet is not called fine.</summary>
    public static string Alarms(HealthAnswer health) => health.Alarms switch
    {
        0 => IsWhole(health) ? "No alarm" : "No alarm so far",
        var several => Shown.Count(several, "alarm"),
    };

    /// <summary>Which measures raise an alarm.</summary>
    public static string Finding(HealthAnswer health) =>
        health.Measures.Where(of => of.Alarm).Select(of => of.Name).ToArray() switch
        {
            [] when IsWhole(health) => "Nothing looks suspicious",
            [] => "Nothing that can be measured or seen yet looks suspicious",
            [var only] => $"{only} raises an alarm",
            var several => $"{several.Length} measures raise an alarm",
        };

    /// <summary>A measure's value, in the unit of its threshold.</summary>
    public static string Value(MeasureAnswer measure) => measure.ValuePpm is not { } ppm
        ? Shown.None
        : measure.Threshold is { } threshold && Percentage().IsMatch(threshold)
            ? Shown.Ppm(ppm)
            : (ppm / Million).ToString("#,0.####", CultureInfo.InvariantCulture);

    private static bool IsWhole(HealthAnswer health) => health.Measures.All(of => of.ValuePpm is not null);

    [GeneratedRegex("(above|below) [0-9.]+ %", RegexOptions.CultureInvariant)]
    private static partial Regex Percentage();
}
