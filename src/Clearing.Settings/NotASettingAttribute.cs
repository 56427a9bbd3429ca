namespace Clearing.Settings;

/// <summary>Marks a settable property that is not read as a setting.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotASettingAttribute : Attribute;
