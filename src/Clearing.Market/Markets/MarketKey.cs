using System.Diagnostics.CodeAnalysis;

namespace Clearing.Market.Markets;

/// <summary>
/// The key of a market: <c>region/storageType/period</c>, as in <c>us-east/standard/2026-Q4</c>.
/// </summary>
/// <param name="Region">1 to 64 of <c>A-Z a-z 0-9 . _ -</c>.</param>
/// <param name="StorageType">1 to 64 of the same characters.</param>
/// <param name="Period">1 to 64 of the same characters.</param>
public readonly record struct MarketKey(string Region, string StorageType, string Period)
{
    /// <summary>The shape of a key as a regular expression.</summary>
    public const string Pattern = $"^{Part}/{Part}/{Part}$";

    /// <summary>The shape of each part as a regular expression.</summary>
    public const string PartPattern = $"^{Part}$";

    private const string Part = "[A-Za-z0-9._-]{1,64}";

    /// <summary>The most characters of each part.</summary>
    public const int MaxPartLength = 64;

    /// <summary>Reads a key.</summary>
    /// <param name="text">The text of a key.</param>
    /// <exception cref="FormatException">The text is no key.</exception>
    public static MarketKey Parse(string text) => TryParse(text, out var key)
        ? key
        : throw new FormatException("A market's key is region/storageType/period.");

    /// <summary>Reads a key; false if the text is not one.</summary>
    /// <param name="text">The text; null is not a key.</param>
    /// <param name="key">The key, if it is one.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out MarketKey key)
    {
        key = default;
        if (text is null || text.Length > 3 * MaxPartLength + 2) { return false; }
        var parts = text.Split('/');
        if (parts.Length != 3 || !Array.TrueForAll(parts, IsPart)) { return false; }
        key = new MarketKey(parts[0], parts[1], parts[2]);
        return true;
    }

    /// <summary>The text of the key.</summary>
    public override string ToString() => $"{Region}/{StorageType}/{Period}";

    private static bool IsPart(string part) =>
        part.Length is > 0 and <= MaxPartLength
        && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
