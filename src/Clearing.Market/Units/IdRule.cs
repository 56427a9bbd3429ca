using System.Diagnostics.CodeAnalysis;

namespace Clearing.Market.Units;

/// <summary>What an id may be: 1 to 128 printable ASCII characters without spaces.</summary>
public static class IdRule
{
    /// <summary>The most characters an id may have.</summary>
    public const int MaxLength = 128;

    /// <summary>The same rule as a regular expression.</summary>
    public const string Pattern = "^[!-~]{1,128}$";

    /// <summary>
    /// True if the text may be the id of a bid, seller or command; false for null.
    /// </summary>
    public static bool Allows([NotNullWhen(true)] string? id) =>
        id is { Length: > 0 and <= MaxLength } && !id.AsSpan().ContainsAnyExceptInRange('!', '~');
}
