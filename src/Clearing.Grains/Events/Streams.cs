using System.Globalization;
using Clearing.Sealing;

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

    /// <summary>
    /// The prefix of a seller's own bids in a market, as a source of webhooks. They are in the
    /// market's stream.
    /// </summary>
    public const string MarketSellerPrefix = "market-seller/";

    /// <summary>The stream of the directory of markets.</summary>
    public const string Directory = "directory";

    /// <summary>The stream of acts on keys.</summary>
    public const string KeyActs = "audit/keys";

    /// <summary>The stream of denied calls.</summary>
    public const string Denied = "audit/denied";

    /// <summary>The stream on which erasures of sellers are on record.</summary>
    public const string Erased = KeyScope.Erased;

    /// <summary>The prefix of the names that the streams of erased sellers get.</summary>
    public const string ErasedPrefix = Erased + "/";

    /// <summary>The id that an erased seller has in what others keep of it.</summary>
    /// <param name="number">The erasure's number.</param>
    public static string Surrogate(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Erased}-{number}");

    /// <summary>The name that a stream of an erased seller gets.</summary>
    /// <param name="number">The erasure's number.</param>
    /// <param name="stream">The stream's name, which ends with a slash and the seller's id.</param>
    /// <param name="seller">The seller's id.</param>
    public static string OfErased(int number, string stream, string seller)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(seller);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{GraveOf(number)}/{stream[..^(seller.Length + 1)]}");
    }

    /// <summary>The scope of an erased seller's destroyed keys.</summary>
    /// <param name="number">The erasure's number.</param>
    public static string GraveOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{ErasedPrefix}{number}");

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

    /// <summary>A seller's own bids in a market, as a source of webhooks.</summary>
    /// <param name="key"><c>region/storageType/period/seller</c>.</param>
    public static string OfMarketSeller(string key) => MarketSellerPrefix + key;

    /// <summary>The stream of the webhooks of a source.</summary>
    /// <param name="source">
    /// The stream that <see cref="OfSeller"/>, <see cref="OfMarket"/> or
    /// <see cref="OfZoneSeller"/> gives, or what <see cref="OfMarketSeller"/> gives.
    /// </param>
    public static string OfWebhooks(string source) => WebhookPrefix + source;
}
