using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;

namespace Clearing.Testing;

/// <summary>
/// A market and its sellers in memory, with the streams of their events. Derived classes tell the
/// story.
/// </summary>
/// <param name="key">The market's key.</param>
public abstract class MarketStory(string key)
{
    private readonly SortedDictionary<string, SellerAccount> _sellers = new(StringComparer.Ordinal);

    /// <summary>The events of each stream, by its name.</summary>
    public SortedDictionary<string, List<StoredEvent>> Events { get; } = new(StringComparer.Ordinal);

    protected CapacityMarket Market { get; } = new(key);

    /// <summary>The seller's account; a new seller joins the market.</summary>
    public SellerAccount Seller(string seller)
    {
        if (!_sellers.TryGetValue(seller, out var account))
        {
            _sellers.Add(seller, account = new(seller));
            Do(seller, account.Join(Market.Key));
        }
        return account;
    }

    /// <summary>Delivers every notice of the market to its seller.</summary>
    protected void Tell()
    {
        while (Market.Untold(10, new HashSet<string>()) is { Length: > 0 } notices)
        {
            foreach (var notice in notices)
            {
                Do(notice.Seller, Seller(notice.Seller).Accept(notice));
            }
            Do(Market.Told(notices));
        }
    }

    protected void Do(IEnumerable<MarketEvent> events)
    {
        foreach (var happened in events)
        {
            Market.Apply(happened);
            Append(Streams.OfMarket(Market.Key), Codecs.Market.Encode(happened));
        }
    }

    protected void Do(string seller, IEnumerable<SellerEvent> events)
    {
        foreach (var happened in events)
        {
            _sellers[seller].Apply(happened);
            Append(Streams.OfSeller(seller), Codecs.Seller.Encode(happened));
        }
    }

    protected void Append(string stream, NewEvent happened)
    {
        if (!Events.TryGetValue(stream, out var events)) { Events.Add(stream, events = []); }
        events.Add(new(events.Count + 1, happened.Type, happened.Payload, DateTimeOffset.UnixEpoch));
    }
}
