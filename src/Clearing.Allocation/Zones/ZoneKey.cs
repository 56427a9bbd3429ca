using System.Diagnostics.CodeAnalysis;

namespace Clearing.Allocation.Zones;

/// <summary>A zone, and a seller in one.</summary>
public static class ZoneKey
{
    /// <summary>The shape of a zone's key as a regular expression.</summary>
    public const string Pattern = "^[A-Za-z0-9._-]{1,64}/[A-Za-z0-9._-]{1,64}$";

    /// <summary>
    /// True for <c>region/storageType</c>, each as in a market's key; false for null.
    /// </summary>
    public static bool Allows([NotNullWhen(true)] string? zone) =>
        zone is not null && MarketKey.TryParse(zone + "/any", out _);

    /// <summary>The zone of a market.</summary>
    public static string Of(MarketKey market) => $"{market.Region}/{market.StorageType}";

    /// <summary>The region of a zone.</summary>
    /// <param name="zone">The zone's key.</param>
    public static string RegionOf(string zone) => zone[..zone.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The key of a seller in a zone: <c>region/storageType/seller</c>.</summary>
    /// <param name="zone">The zone's key.</param>
    /// <param name="seller">The seller's id; it may hold slashes.</param>
    public static string OfSeller(string zone, string seller) => $"{zone}/{seller}";

    /// <summary>Splits the key of a seller in a zone into its parts.</summary>
    /// <exception cref="FormatException">The text is not such a key.</exception>
    public static (string Zone, string Seller) Split(string key)
    {
        var first = key.IndexOf('/', StringComparison.Ordinal);
        var second = first < 0 ? -1 : key.IndexOf('/', first + 1);
        return second > 0 && Allows(key[..second]) && IdRule.Allows(key[(second + 1)..])
            ? (key[..second], key[(second + 1)..])
            : throw new FormatException("The key is region/storageType/seller.");
    }
}
