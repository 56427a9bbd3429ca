using System.ComponentModel.DataAnnotations;

namespace Clearing.Formats;

/// <summary>
/// A member that is a text of 1 to so many characters. Its length is only described here: who decides
/// on the command refuses another one, with a status for it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextAttribute : StringLengthAttribute
{
    /// <summary>Describes a text.</summary>
    /// <param name="most">The most characters that it may have.</param>
    public TextAttribute(int most)
        : base(most)
    {
        MinimumLength = 1;
    }
}
