using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Clearing.Settings;

/// <summary>The form of a text setting.</summary>
/// <param name="pattern">A regular expression for the whole text.</param>
/// <param name="allowed">What is allowed, worded to follow "it must be" in an error.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingFormAttribute(
    [StringSyntax(StringSyntaxAttribute.Regex)] string pattern, string allowed) : Attribute
{
    private readonly Regex _form = new($@"\A(?:{pattern})\z");

    /// <summary>What is allowed, worded to follow "it must be".</summary>
    public string Allowed => allowed;

    /// <summary>True if a text has the form.</summary>
    /// <param name="text">The text.</param>
    public bool Fits(string text) => _form.IsMatch(text);
}
