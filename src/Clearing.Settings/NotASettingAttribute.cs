namespace Clearing.Settings;

/// <summary>A property that no setting of its section sets.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotASettingAttribute : Attribute;
