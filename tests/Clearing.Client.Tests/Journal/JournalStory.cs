using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Grains.Webhooks;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Market.Curtailments;
using Clearing.Testing;

namespace Clearing.Client.Tests.Journal;

/// <summary>A journal in which a market and its sellers went through a whole period.</summary>
internal sealed class JournalStory : MarketStory, IJournalReader
{
    internal const string MarketKey = "us/standard/2026-Q4";

    private static readonly DateOnly FirstDay = new(2026, 10, 1);

    private static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Tells the story.</summary>
    /// <param name="contested">
    /// True if rounds are provisional at first, and two operators void the first one.
    /// </param>
    internal JournalStory(bool contested = false)
        : base(MarketKey)
    {
        Append(Streams.Directory, Codecs.Directory.Encode(new MarketEntered(MarketKey)));
        Do(Market.Open(new MarketConfig
        {
            TieRule = TieRule.ProRata, Lot = new(5), ContestWindowSeconds = contested ? 60 : 0,
        }).Events);
        Place("h", "halloween", 6_000_000, 5_000);
        Place("x", "other", 5_500_000, 1_000);
        Clear(new RoundTerms(1, new(5_500), new(contested ? 2 : 1)));
        if (contested) { VoidTogether(new RoundTerms(1, new(5_500), new(1))); }
        Do(Market.Bind(Start.AddMinutes(1)));
        Tell();
        Place("l", "late", 4_000_000, 3_000);
        Clear(new RoundTerms(2, new(3_000)));
        Do(Market.Bind(Start.AddMinutes(1)));
        Tell();
        Do(Market.Relinquish(new("r1", "h@1", "halloween", new(1_000))).Events);
        Clear(new RoundTerms(3));
        Do(Market.Bind(Start.AddMinutes(1)));
        Tell();
        Do(Market.Curtail(
            new("flood", new(1_000), FirstDay.AddDays(9)),
            new(FirstDay, FirstDay, FirstDay.AddDays(91), CurtailRule.LatestFirst, 1_000_000)).Events);
        Tell();
        Do("halloween", Seller("halloween").Report(new SalesReport("s1", MarketKey, new(30_000_000))).Events);
        Do(Market.Settle().Events);
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
        // Three rounds are closed and cleared, and the market is settled.
        SendFacts("new", allFacts: true, through: 7);
        SendFacts("old", allFacts: false, through: 3);
    }

    /// <summary>The seller's account takes a bill that no zone made.</summary>
    internal void Bill(string seller) => Do(seller, Seller(seller).Accept(
        new OverageCharge(MarketKey, 1, "overage/2026-10", new(500), "USD", 2)));

    private void Clear(RoundTerms terms) =>
        DoAt(Market.Clear(terms, RoundNonce.OfReplay(MarketKey, terms.Round)).Events);

    private void VoidTogether(RoundTerms again)
    {
        var asked = new Act("olga", Start.AddSeconds(1), "a wrong reserve");
        Do(Market.Propose("p-1", new(Void: again), asked).Events);
        DoAt(Market.Approve("p-1", new Act("otto", Start.AddSeconds(2))).Events);
    }

    // A window is counted from the time of its result, which the grain adds.
    private void DoAt(IEnumerable<MarketEvent> events) => Do(events.Select(happened =>
        happened switch
        {
            RoundProvisional provisional => provisional with { At = Start },
            RoundVoided voided => voided with { At = Start.AddSeconds(2) },
            _ => happened,
        }));

    private void SendFacts(string webhook, bool allFacts, int through)
    {
        var source = Streams.OfMarket(MarketKey);
        Append(Streams.OfWebhooks(source), Codecs.Webhook.Encode(
            new WebhookAdded(webhook, $"https://{webhook}.example/", "whsec_c2VjcmV0", 0)
            {
                AllFacts = allFacts,
            }));
        Append(Streams.OfWebhooks(source), Codecs.Webhook.Encode(new DeliveriesTried(
            webhook,
            [.. Enumerable.Range(1, through).Select(n => new DeliveryTry(n, 1, null, null))])));
    }

    internal List<StoredEvent> Of(string stream) => Events[stream];

    /// <summary>Changes the payload of the n-th event of a type.</summary>
    internal void Tamper(string stream, string type, Action<JsonNode> change, int occurrence = 0)
    {
        var events = Events[stream];
        var index = events.FindAll(stored => stored.Type == type)[occurrence].Version - 1;
        var payload = JsonNode.Parse(events[(int)index].Payload.Span)!;
        change(payload);
        events[(int)index] = events[(int)index] with
        {
            Payload = Encoding.UTF8.GetBytes(payload.ToJsonString()),
        };
    }

    internal void Remove(string stream) => Events.Remove(stream);

    internal void Rename(string stream, string name)
    {
        Events.Add(name, Events[stream]);
        Events.Remove(stream);
    }

    public async IAsyncEnumerable<StoredEvent> Read(
        string stream, long afterVersion, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var stored in Events.GetValueOrDefault(stream) ?? [])
        {
            await Task.CompletedTask;
            yield return stored;
        }
    }

    private async IAsyncEnumerable<StreamInfo> Listed(string prefix)
    {
        foreach (var (name, events) in Events)
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
        Do(Market.Place([new Bid(bid, seller, new(fee), new(volume))]).Events);
    }
}
