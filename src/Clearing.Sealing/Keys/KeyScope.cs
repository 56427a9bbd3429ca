namespace Clearing.Sealing;

/// <summary>The scopes of keys. Each market and each seller has its own keys.</summary>
public static class KeyScope
{
    /// <summary>The scope of the key that wraps the keys of all sellers.</summary>
    public const string Sellers = "sellers";

    /// <summary>The scope of the key by which silos recognize each other.</summary>
    public const string Silos = "silos";

    /// <summary>
    /// The stream on which erasures are on record, the scope of its key, and the start of the names
    /// that the streams of erased sellers get.
    /// </summary>
    public const string Erased = "erased";

    private const string OfErased = Erased + "/";
    private const string Zone = "zone/";
    private const string Market = "market/";
    private const string Seller = "seller/";
    private const string ZoneSeller = "zone-seller/";
    private const string MarketSeller = "market-seller/";
    private const string Webhook = "webhook/";

    /// <summary>
    /// The scope whose key seals a stream. A market's or seller's stream is its own scope, webhooks
    /// use their source's scope, and a seller in a zone or market uses the seller's. Null for a
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
        if (source.StartsWith(OfErased, StringComparison.Ordinal))
        {
            return OfErased + source[OfErased.Length..].Split('/', 2)[0];
        }
        if (source == Erased) { return Erased; }
        return IsOfMarket(source) || IsOfSeller(source)
            ? source
            : null;
    }

    /// <summary>
    /// The scope whose key opens the rewritten events of a stream that is never sealed otherwise: a
    /// zone's, from which an erased seller was taken. Null for other streams.
    /// </summary>
    /// <param name="stream">The stream's name.</param>
    public static string? OfRewritten(string stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.StartsWith(Zone, StringComparison.Ordinal) ? Erased : null;
    }

    /// <summary>
    /// True for a stream that is sealed as a whole if there are keys when it begins: a market's. Of
    /// those that began before, some types of events stay plain.
    /// </summary>
    /// <param name="stream">The stream's name.</param>
    public static bool BeginsWhole(string stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return IsOfMarket(stream);
    }

    // The key is a zone or a market, followed by the seller, whose id may contain slashes.
    private static string? SellerAfter(string key, int parts)
    {
        var all = key.Split('/', parts + 1);
        return all.Length > parts ? Seller + all[parts] : null;
    }

    /// <summary>True for the scope of one market, whose keys can be revealed.</summary>
    internal static bool IsOfMarket(string scope) =>
        scope.StartsWith(Market, StringComparison.Ordinal);

    /// <summary>True for the scope of one seller, whose keys the sellers' key wraps.</summary>
    internal static bool IsOfSeller(string scope) =>
        scope.StartsWith(Seller, StringComparison.Ordinal);
}
