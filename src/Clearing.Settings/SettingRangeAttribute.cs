namespace Clearing.Settings;

/// <summary>The range of a whole-number setting, both ends included.</summary>
/// <param name="min">The minimum.</param>
/// <param name="max">The maximum.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingRangeAttribute(long min, long max) : Attribute
{
    /// <summary>The minimum.</summary>
    public long Min => min;

    /// <summary>The maximum.</summary>
    public long Max => max;
}
