using System.Diagnostics.CodeAnalysis;

namespace Clearing.Market.Erasing;

/// <summary>
/// The ids that erased sellers have: <c>erased-</c> and a number. No other seller may have one.
/// </summary>
public static class SurrogateRule
{
    private const string Prefix = "erased-";

    /// <summary>True for the id of an erased seller; false for null.</summary>
    /// <param name="seller">A seller's id.</param>
    public static bool IsErased([NotNullWhen(true)] string? seller) =>
        seller is not null && seller.StartsWith(Prefix, StringComparison.Ordinal)
        && seller.Length > Prefix.Length
        && !seller.AsSpan(Prefix.Length).ContainsAnyExceptInRange('0', '9');
}
