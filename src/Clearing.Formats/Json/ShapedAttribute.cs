using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Clearing.Formats;

/// <summary>The shape of a string in a JSON object, and how errors describe it.</summary>
/// <param name="pattern">A regular expression for the whole string.</param>
/// <param name="rule">The rule in errors, such as <c>must be three capital letters</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public class ShapedAttribute(
    [StringSyntax(StringSyntaxAttribute.Regex)] string pattern, string rule)
    : RegularExpressionAttribute(pattern)
{
    /// <summary>The rule, as worded in errors.</summary>
    public string Rule => rule;
}
