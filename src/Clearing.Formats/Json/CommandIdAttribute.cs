using System.Diagnostics.CodeAnalysis;

namespace Clearing.Formats;

/// <summary>
/// Marks the id of a command. The object may leave it out if it can come in another way, such as
/// an HTTP header.
/// </summary>
/// <param name="pattern">What the id may be.</param>
[AttributeUsage(AttributeTargets.Property)]
public class CommandIdAttribute(
    [StringSyntax(StringSyntaxAttribute.Regex)] string pattern = IdRule.Pattern)
    : IdTextAttribute(pattern);
