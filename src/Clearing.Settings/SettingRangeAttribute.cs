namespace Clearing.Settings;

/// <summary>The range of a setting that is a whole number, both ends included.</summary>
/// <param name="min">The least it may be.</param>
/// <param name="max">The most it may be.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingRangeAttribute(long min, long max) : Attribute
{
    /// <summary>The least it may be.</summary>
    public long Min => min;

    /// <summary>The most it may be.</summary>
    public long Max => max;
}
