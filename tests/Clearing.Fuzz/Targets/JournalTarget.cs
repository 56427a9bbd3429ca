using System.Runtime.CompilerServices;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Grains.Events;
using Clearing.Grains.Webhooks;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Verification;

namespace Clearing.Fuzz;

/// <summary>
/// A journal with one damaged event: folded as grains do, and verified as <c>clearing journal</c>
/// does.
/// </summary>
internal sealed class JournalTarget : ITarget
{
    private static readonly IReadOnlyDictionary<string, List<StoredEvent>> Whole = new Story().Events;

    private readonly string _stream;
    private readonly bool _verify;
    private readonly (StoredEvent Stored, object Event)[] _decoded;

    public JournalTarget(string name, string stream, bool verify)
    {
        (Name, _stream, _verify) = (name, stream, verify);
        _decoded = [.. Whole[stream].Select(stored => (stored, Decode(stored)))];
        Valid = [.. Whole[stream].Select(stored => stored.Payload.ToArray())];
    }

    public string Name { get; }

    public int Share => _verify ? 1 : 20;

    public IReadOnlyList<byte[]> Valid { get; }

    public bool Take(byte[] input, Random random)
    {
        var events = Whole[_stream];
        return Take(input, random.Next(events.Count), random.Next(10) == 0
            ? events[random.Next(events.Count)].Type : null);
    }

    /// <summary>Takes a payload in place of the one at a place of the stream.</summary>
    public bool Take(byte[] payload, int at, string? type)
    {
        StoredEvent[] events = [.. Whole[_stream]];
        events[at] = events[at] with { Payload = payload, Type = type ?? events[at].Type };
        if (!_verify) { return Fold(events[at]); }
        var streams = new SortedDictionary<string, IReadOnlyList<StoredEvent>>(StringComparer.Ordinal);
        foreach (var (name, whole) in Whole) { streams.Add(name, whole); }
        streams[_stream] = events;
        var findings = new JournalCheck(new Reader(streams)).Run().GetAwaiter().GetResult();
        foreach (var violation in findings.Violations) { Clear.Text(violation.ToString()); }
        return findings.ViolationCount == 0;
    }

    // As a grain reads its stream; only the damaged event needs to be decoded again.
    private bool Fold(StoredEvent damaged)
    {
        var market = new CapacityMarket(Story.MarketKey);
        var account = new SellerAccount("one");
        var webhooks = new WebhookBook(Streams.OfSeller("one"));
        var (zone, zoneSeller) = (new Zone(), new ZoneSeller());
        try
        {
            foreach (var known in _decoded)
            {
                var happened = known.Stored.Version == damaged.Version ? Decode(damaged) : known.Event;
                if (happened is MarketEvent ofMarket) { market.Apply(ofMarket); }
                else if (happened is SellerEvent ofSeller) { account.Apply(ofSeller); }
                else if (happened is ZoneEvent ofZone) { zone.Apply(ofZone); }
                else if (happened is ZoneSellerEvent ofZoneSeller) { zoneSeller.Apply(ofZoneSeller); }
                else { webhooks.Apply((WebhookEvent)happened); }
            }
            return true;
        }
        catch (Exception refused) when (refused is EventUnreadableException
            || refused.GetType() == typeof(InvalidOperationException))
        {
            return refused.Message.Length > 10
                ? false
                : throw new NotClearException($"an error that says '{refused.Message}'");
        }
    }

    private object Decode(StoredEvent stored)
    {
        bool Is(string prefix) => _stream.StartsWith(prefix, StringComparison.Ordinal);
        if (Is(Streams.MarketPrefix)) { return Codecs.Market.Decode(_stream, stored); }
        if (Is(Streams.WebhookPrefix)) { return Codecs.Webhook.Decode(_stream, stored); }
        if (Is(Streams.ZonePrefix)) { return Codecs.Zone.Decode(_stream, stored); }
        return Is(Streams.ZoneSellerPrefix)
            ? Codecs.ZoneSeller.Decode(_stream, stored)
            : Codecs.Seller.Decode(_stream, stored);
    }

    private sealed class Reader(SortedDictionary<string, IReadOnlyList<StoredEvent>> streams)
        : IJournalReader
    {
        public async IAsyncEnumerable<StoredEvent> Read(
            string stream, long afterVersion,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            foreach (var stored in streams[stream]) { yield return stored; }
        }

        async IAsyncEnumerable<StreamInfo> IJournalReader.Streams(
            string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            foreach (var (name, events) in streams) { yield return new(name, events[^1].Version); }
        }
    }
}
