using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Clearing.Formats;

/// <summary>The range of a whole number in a JSON object, both ends included.</summary>
/// <param name="min">The smallest allowed value.</param>
/// <param name="max">The largest allowed value.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeAttribute(long min, long max = long.MaxValue)
    : RangeAttribute(typeof(long), Text(min), Text(max))
{
    /// <summary>The smallest allowed value.</summary>
    public long Min => min;

    /// <summary>The largest allowed value.</summary>
    public long Max => max;

    /// <summary>
    /// True if the range is only described here and not checked: the market refuses values outside
    /// it, with a status for each rule and in the order of its rules.
    /// </summary>
    public bool LeftToMarket { get; set; }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
