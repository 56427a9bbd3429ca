using System.Globalization;
using Clearing.Pages.Reading;

namespace Clearing.Pages.Shell;

/// <summary>Reads the parameters of a page's query, all of which are taken as text.</summary>
/// <remarks>
/// Blazor would read numbers itself, but it answers a text that is no number with an exception.
/// A parameter that is absent or empty is not given.
/// </remarks>
internal static class PageParameter
{
    /// <summary>The number that a parameter gives; null if it is not given or is none.</summary>
    public static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The failure of a parameter that is no whole number in the range; otherwise null.</summary>
    public static Failure? NotNumber(string name, string? text, long least, long most) =>
        string.IsNullOrEmpty(text) || (Number(text) is { } number && number >= least && number <= most)
            ? null
            : Failure.OfParameter(name, text, $"a whole number from {least} to {most}");

    /// <summary>The failure of a parameter that is none of the words; otherwise null.</summary>
    public static Failure? NotOneOf(string name, string? text, params IEnumerable<string> known) =>
        string.IsNullOrEmpty(text) || known.Contains(text)
            ? null
            : Failure.OfParameter(name, text, $"one of {string.Join(", ", known)}");
}
