using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Clearing.Market.Units;

/// <summary>What an id that a client chooses may be (README, chapter 14).</summary>
/// <remarks>
/// The slash is not allowed: ids with one are made by the system, such as
/// <c>allocation/run</c> and <c>attribution/day/n</c>.
/// </remarks>
public static class ClientId
{
    /// <summary>The most characters that an id may have.</summary>
    public const int MaxLength = 64;

    /// <summary>The same rule as a regular expression.</summary>
    public const string Pattern = "^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$";

    /// <summary>The same rule in words.</summary>
    public const string Rule = "must be 1 to 64 letters, digits and . _ : -, not a mark first";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:-");

    /// <summary>
    /// True for 1 to 64 ASCII letters, digits and <c>. _ : -</c> that begin with a letter or a
    /// digit; false for null.
    /// </summary>
    public static bool Allows([NotNullWhen(true)] string? id) =>
        id is { Length: > 0 and <= MaxLength }
        && char.IsAsciiLetterOrDigit(id[0])
        && !id.AsSpan().ContainsAnyExcept(Allowed);
}
