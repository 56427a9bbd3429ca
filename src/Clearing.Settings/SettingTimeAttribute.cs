using System.Globalization;

namespace Clearing.Settings;

/// <summary>The range of a duration setting, both ends included.</summary>
/// <param name="min">The minimum, such as <c>00:00:00.100</c>.</param>
/// <param name="max">The maximum, such as <c>1.00:00:00</c> for a day.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingTimeAttribute(string min, string max) : Attribute
{
    /// <summary>The minimum.</summary>
    public TimeSpan Min { get; } = TimeSpan.ParseExact(min, "c", CultureInfo.InvariantCulture);

    /// <summary>The maximum.</summary>
    public TimeSpan Max { get; } = TimeSpan.ParseExact(max, "c", CultureInfo.InvariantCulture);
}
