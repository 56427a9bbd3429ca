namespace Clearing.Sealing;

/// <summary>Whose keys are kept apart: each market has keys of its own, and each seller.</summary>
public static class KeyScope
{
    /// <summary>The scope of the key that wraps the keys of all sellers.</summary>
    public const string Sellers = "sellers";

    /// <summary>The scope of the key by which silos know each other.</summary>
    public const string Silos = "silos";

    private const string Market = "market/";
    private const string Seller = "seller/";
    private const string ZoneSeller = "zone-seller/";
    private const string MarketSeller = "market-seller/";
    private const string Webhook = "webhook/";

    /// <summary>
    /// The scope whose key seals a stream: a market's or seller's own name, for webhooks that of
    /// their source, and for what is a seller's in a zone or a market that of the seller. Null for a
    /// stream that is never sealed.
    /// </summary>
    /// <param name="stream">The stream's name.</param>
    public static string? OfStream(string stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var source = stream.StartsWith(Webhook, StringComparison.Ordinal)
            ? stream[Webhook.Length..]
            : stream;
        if (source.StartsWith(ZoneSeller, StringComparison.Ordinal))
        {
            return SellerAfter(source[ZoneSeller.Length..], parts: 2);
        }
        if (source.StartsWith(MarketSeller, StringComparison.Ordinal))
        {
            return SellerAfter(source[MarketSeller.Length..], parts: 3);
        }
        return source.StartsWith(Market, StringComparison.Ordinal) || IsOfSeller(source)
            ? source
            : null;
    }

    // A zone or a market, then the seller, whose id may hold slashes.
    private static string? SellerAfter(string key, int parts)
    {
        var all = key.Split('/', parts + 1);
        return all.Length > parts ? Seller + all[parts] : null;
    }

    /// <summary>True for the scope of one seller: the sellers' key wraps its keys.</summary>
    internal static bool IsOfSeller(string scope) =>
        scope.StartsWith(Seller, StringComparison.Ordinal);
}
