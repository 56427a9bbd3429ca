namespace Clearing.Formats;

/// <summary>
/// The id of the command that an object is. If it may also come in another way, such as an HTTP
/// header, it may be left out here.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CommandIdAttribute : IdTextAttribute;
