using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Grains.Webhooks;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Client.Tests.Journal;

/// <summary>A journal in which a market and its sellers went through a whole period.</summary>
internal sealed class JournalStory : IJournalReader
{
    internal const string MarketKey = "us/standard/2026-Q4";

    private readonly SortedDictionary<string, List<StoredEvent>> _streams = new(StringComparer.Ordinal);
    private readonly CapacityMarket _market = new(MarketKey);
    private readonly Dictionary<string, SellerAccount> _sellers = new(StringComparer.Ordinal);

    internal JournalStory()
    {
        Append(Streams.Directory, Codecs.Directory.Encode(new MarketEntered(MarketKey)));
        Do(_market.Open(new MarketConfig { TieRule = TieRule.ProRata, Lot = new(5) }).Events);
        Place("h", "halloween", 6_000_000, 5_000);
        Place("x", "other", 5_500_000, 1_000);
        Do(_market.Clear(new RoundTerms(1, new(5_500), new(1)), RoundNonce.OfReplay(MarketKey, 1)).Events);
        Tell();
        Place("l", "late", 4_000_000, 3_000);
        Do(_market.Clear(new RoundTerms(2, new(3_000)), RoundNonce.OfReplay(MarketKey, 2)).Events);
        Tell();
        Do(_market.Relinquish(new("r1", "h@1", "halloween", new(1_000))).Events);
        Do(_market.Clear(new RoundTerms(3), RoundNonce.OfReplay(MarketKey, 3)).Events);
        Tell();
        Do("halloween", Seller("halloween").Report(new SalesReport("s1", MarketKey, new(30_000_000))).Events);
        Do(_market.Settle().Events);
        Tell();
        var correction = new Correction("c1", MarketKey, new(-500), "a broken pallet");
        Do("late", Seller("late").Correct(correction).Events);
        var book = new WebhookBook(Streams.OfSeller("late"));
        book.Apply(book.Put("h", "https://late.example/", "whsec_c2VjcmV0", 0).Events[0]);
        var tried = book.Tried(
            "h", 1, [(1, DeliveryResult.Taken)], DateTimeOffset.UnixEpoch, WebhookPace.Standard);
        Append(Streams.OfWebhooks(book.Source), Codecs.Webhook.Encode(
            new WebhookAdded("h", "https://late.example/", "whsec_c2VjcmV0", 0)));
        Append(Streams.OfWebhooks(book.Source), Codecs.Webhook.Encode(tried[0]));
    }

    internal SellerAccount Seller(string seller)
    {
        if (!_sellers.TryGetValue(seller, out var account))
        {
            account = new SellerAccount(seller);
            _sellers.Add(seller, account);
            Do(seller, account.Join(MarketKey));
        }
        return account;
    }

    internal List<StoredEvent> Of(string stream) => _streams[stream];

    /// <summary>Changes the payload of the n-th event of a type.</summary>
    internal void Tamper(string stream, string type, Action<JsonNode> change, int occurrence = 0)
    {
        var events = _streams[stream];
        var index = events.FindAll(stored => stored.Type == type)[occurrence].Version - 1;
        var payload = JsonNode.Parse(events[(int)index].Payload.Span)!;
        change(payload);
        events[(int)index] = events[(int)index] with
        {
            Payload = Encoding.UTF8.GetBytes(payload.ToJsonString()),
        };
    }

    internal void Remove(string stream) => _streams.Remove(stream);

    internal void Rename(string stream, string name)
    {
        _streams.Add(name, _streams[stream]);
        _streams.Remove(stream);
    }

    public async IAsyncEnumerable<StoredEvent> Read(
        string stream, long afterVersion, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var stored in _streams[stream])
        {
            await Task.CompletedTask;
            yield return stored;
        }
    }

    private async IAsyncEnumerable<StreamInfo> Listed(string prefix)
    {
        foreach (var (name, events) in _streams)
        {
            await Task.CompletedTask;
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return new StreamInfo(name, events[^1].Version);
            }
        }
    }

    IAsyncEnumerable<StreamInfo> IJournalReader.Streams(string prefix, CancellationToken cancellationToken) =>
        Listed(prefix);

    private void Place(string bid, string seller, long fee, long volume)
    {
        Seller(seller);
        Do(_market.Place([new Bid(bid, seller, new(fee), new(volume))]).Events);
    }

    private void Tell()
    {
        while (_market.Untold(10, new HashSet<string>()) is { Length: > 0 } notices)
        {
            foreach (var notice in notices)
            {
                Do(notice.Seller, Seller(notice.Seller).Accept(notice));
            }
            Do(_market.Told(notices));
        }
    }

    private void Do(IEnumerable<MarketEvent> events)
    {
        foreach (var happened in events)
        {
            _market.Apply(happened);
            Append(Streams.OfMarket(MarketKey), Codecs.Market.Encode(happened));
        }
    }

    private void Do(string seller, IEnumerable<SellerEvent> events)
    {
        foreach (var happened in events)
        {
            _sellers[seller].Apply(happened);
            Append(Streams.OfSeller(seller), Codecs.Seller.Encode(happened));
        }
    }

    private void Append(string stream, NewEvent happened)
    {
        if (!_streams.TryGetValue(stream, out var events))
        {
            _streams.Add(stream, events = []);
        }
        events.Add(new(events.Count + 1, happened.Type, happened.Payload, DateTimeOffset.UnixEpoch));
    }
}
