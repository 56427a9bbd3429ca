namespace Clearing.Formats;

/// <summary>
/// The id of the command that an object is. Where it may come by another way too, such as a header
/// of HTTP, it may be left out here.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CommandIdAttribute : IdTextAttribute;
