namespace Clearing.Formats;

/// <summary>
/// Marks the id of a command. The object may leave it out if it can come in another way, such as
/// an HTTP header.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CommandIdAttribute : IdTextAttribute;
