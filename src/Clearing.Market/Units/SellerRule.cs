using System.Diagnostics.CodeAnalysis;

namespace Clearing.Market.Units;

/// <summary>
/// What the id of a seller may be that takes part: an id that a path can name, because what no path
/// names can never be read again.
/// </summary>
/// <remarks>
/// A slash in a path cannot be distinguished from its escaped form, so an id contains neither.
/// </remarks>
public static class SellerRule
{
    /// <summary>True if the text may be a seller's id; false for null.</summary>
    public static bool Allows([NotNullWhen(true)] string? id) =>
        IdRule.Allows(id) && !id.Contains('/') && !id.Contains("%2F", StringComparison.OrdinalIgnoreCase);
}
