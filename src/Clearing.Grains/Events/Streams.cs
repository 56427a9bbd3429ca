namespace Clearing.Grains.Events;

/// <summary>The names of the journal's streams.</summary>
public static class Streams
{
    /// <summary>The prefix of the streams of markets.</summary>
    public const string MarketPrefix = "market/";

    /// <summary>The prefix of the streams of sellers.</summary>
    public const string SellerPrefix = "seller/";

    /// <summary>The prefix of the streams of webhooks.</summary>
    public const string WebhookPrefix = "webhook/";

    /// <summary>The prefix of the streams of zones.</summary>
    public const string ZonePrefix = "zone/";

    /// <summary>The prefix of the streams of sellers in a zone.</summary>
    public const string ZoneSellerPrefix = "zone-seller/";

    /// <summary>The stream of the directory of markets.</summary>
    public const string Directory = "directory";

    /// <summary>The stream of a market.</summary>
    /// <param name="market"><c>region/storageType/period</c>.</param>
    public static string OfMarket(string market) => MarketPrefix + market;

    /// <summary>The stream of a seller.</summary>
    /// <param name="seller">The seller's id.</param>
    public static string OfSeller(string seller) => SellerPrefix + seller;

    /// <summary>The stream of a zone.</summary>
    /// <param name="zone"><c>region/storageType</c>.</param>
    public static string OfZone(string zone) => ZonePrefix + zone;

    /// <summary>The stream of a seller in a zone.</summary>
    /// <param name="key"><c>region/storageType/seller</c>.</param>
    public static string OfZoneSeller(string key) => ZoneSellerPrefix + key;

    /// <summary>The stream of the webhooks of a seller or market.</summary>
    /// <param name="source">
    /// The stream that <see cref="OfSeller"/> or <see cref="OfMarket"/> gives.
    /// </param>
    public static string OfWebhooks(string source) => WebhookPrefix + source;
}
