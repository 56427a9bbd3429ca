using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Clearing.Formats;

/// <summary>
/// A member that is an id: 1 to 128 printable ASCII characters without spaces, unless it says
/// otherwise. The market refuses anything else with a status that says so.
/// </summary>
/// <param name="pattern">What the id may be.</param>
[AttributeUsage(AttributeTargets.Property)]
public class IdTextAttribute(
    [StringSyntax(StringSyntaxAttribute.Regex)] string pattern = IdRule.Pattern)
    : RegularExpressionAttribute(pattern);
