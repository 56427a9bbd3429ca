using System.Globalization;

namespace Clearing.Settings;

/// <summary>The range of a setting that is a length of time, both ends included.</summary>
/// <param name="min">The least it may be: <c>00:00:00.100</c>.</param>
/// <param name="max">The most it may be: <c>1.00:00:00</c> for a day.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingTimeAttribute(string min, string max) : Attribute
{
    /// <summary>The least it may be.</summary>
    public TimeSpan Min { get; } = TimeSpan.ParseExact(min, "c", CultureInfo.InvariantCulture);

    /// <summary>The most it may be.</summary>
    public TimeSpan Max { get; } = TimeSpan.ParseExact(max, "c", CultureInfo.InvariantCulture);
}
