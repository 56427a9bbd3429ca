namespace Clearing.Market.Markets;

/// <summary>A seller in a market: <c>region/storageType/period/seller</c>.</summary>
public static class MarketSellerKey
{
    private const int MarketParts = 3;

    /// <summary>The key of a seller in a market.</summary>
    /// <param name="market">The market's key.</param>
    /// <param name="seller">The seller's id; it may hold slashes.</param>
    public static string Of(string market, string seller) => $"{market}/{seller}";

    /// <summary>Splits a key into its parts.</summary>
    /// <exception cref="FormatException">The text is not such a key.</exception>
    public static (string Market, string Seller) Split(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var parts = key.Split('/', MarketParts + 1);
        var market = string.Join('/', parts.Take(MarketParts));
        return parts.Length > MarketParts && MarketKey.TryParse(market, out _)
            && IdRule.Allows(parts[MarketParts])
                ? (market, parts[MarketParts])
                : throw new FormatException("The key is region/storageType/period/seller.");
    }
}
