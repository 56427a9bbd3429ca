using System.Globalization;

namespace Clearing.Client.Files;

/// <summary>A number with its noun: <c>1 row</c>, <c>2,000 rows</c>.</summary>
internal static class Counted
{
    /// <summary>The number and the noun.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">One of them.</param>
    internal static string Of(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
