namespace Clearing.Settings;

/// <summary>
/// A setting that is a PostgreSQL connection string. It may hold a password, so no error shows
/// it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DatabaseSettingAttribute : Attribute;
