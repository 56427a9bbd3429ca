using System.Text;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Verification.Erasing;

namespace Clearing.Verification;

/// <summary>
/// Verifies each stream of a journal separately, and sellers against their markets.
/// </summary>
/// <remarks>
/// The listing has erasures before markets, markets before sellers, and sellers before webhooks and
/// zones, so one pass is enough. Verify a journal only while no server writes it, because notices
/// accepted in the meantime would seem to have no cause.
/// </remarks>
/// <param name="journal">The journal.</param>
/// <param name="snapshots">The grains' snapshots; null if they are kept elsewhere.</param>
/// <param name="keys">
/// The keys of a sealed journal; null for a plain one. Without a ring, only versions, links,
/// forms and key numbers are verified, and no sealed event is opened.
/// </param>
/// <param name="anchors">The anchors kept outside the database; null for none.</param>
public sealed class JournalCheck(
    IJournalReader journal, ISnapshots? snapshots = null, JournalKeys? keys = null,
    AnchoredHeads? anchors = null)
{
    private readonly JournalFindings _findings = new();
    private readonly AwardLedger _awards = new();
    private readonly ZoneLedger _zones = new();
    private readonly ErasedRecord _erased = new();

    // The markets that the directory names.
    private readonly HashSet<string> _entered = new(StringComparer.Ordinal);

    /// <summary>Reads all streams, or one, and checks everything that must hold.</summary>
    /// <param name="only">The only stream to verify; null for all.</param>
    public async Task<JournalFindings> Run(string? only = null)
    {
        if (only is not null)
        {
            await ReadErasures();
            await NoteErasedLinks();
        }
        await foreach (var stream in journal.Streams(only ?? ""))
        {
            if (only is null || stream.Name == only)
            {
                _findings.Add(stream);
                await Check(stream, withMarkets: only is null);
            }
        }
        if (only is null) { ExpectThere(); }
        // Events that stay closed may contain what seems to be missing.
        foreach (var seller in _awards.Sellers.Where(seller =>
            only is null && _findings.Closed == 0 && !_erased.IsErased(seller)).ToArray())
        {
            CheckWithoutStream(seller);
        }
        foreach (var (seller, market) in _zones.Left
            .Where(_ => only is null && _findings.Closed == 0).ToArray())
        {
            _findings.Violate(
                Streams.OfSeller(seller), 0, $"took sales or bills of {market} that no zone gave");
        }
        return _findings;
    }

    private void ExpectThere()
    {
        var there = _findings.Streams.Select(stream => stream.Name).ToHashSet(
            StringComparer.Ordinal);
        // A market is entered once it is durable, and no stream of a market is ever renamed.
        foreach (var market in _entered.Where(market => !there.Contains(Streams.OfMarket(market))))
        {
            _findings.Violate(
                Streams.OfMarket(market), 0, "the directory has this market, and it is not there");
        }
        foreach (var gone in anchors?.Streams.Where(stream => !there.Contains(stream)) ?? [])
        {
            // The anchors know it by a name that was erased.
            if (anchors!.HeadsOf(gone).All(head => _erased.Has(head.Key, head.Value))) { continue; }

            _findings.Violate(gone, 0, "an anchor has seen this stream, and it is not there");
        }
    }

    private Task Check(StreamInfo stream, bool withMarkets)
    {
        withMarkets &= _findings.Closed == 0;
        if (stream.Name.StartsWith(Streams.MarketPrefix, StringComparison.Ordinal))
        {
            return CheckMarket(stream);
        }
        if (stream.Name.StartsWith(Streams.SellerPrefix, StringComparison.Ordinal))
        {
            return CheckSeller(stream, withMarkets);
        }
        if (stream.Name.StartsWith(Streams.WebhookPrefix, StringComparison.Ordinal))
        {
            return CheckWebhooks(stream, withMarkets);
        }
        if (stream.Name.StartsWith(Streams.ZonePrefix, StringComparison.Ordinal))
        {
            return CheckZone(stream);
        }
        if (stream.Name.StartsWith(Streams.ZoneSellerPrefix, StringComparison.Ordinal))
        {
            return CheckZoneSeller(stream, withMarkets);
        }
        if (stream.Name == Streams.Directory)
        {
            return CheckDirectory(stream);
        }
        if (stream.Name == Streams.KeyActs) { return Read(stream, Codecs.KeyActs, (_, _) => { }); }
        if (stream.Name == Streams.Denied) { return Read(stream, Codecs.Denied, (_, _) => { }); }
        if (stream.Name == Streams.Erased) { return CheckErasures(stream); }
        if (stream.Name.StartsWith(Streams.ErasedPrefix, StringComparison.Ordinal))
        {
            return new ErasedStreamCheck(journal, _erased, _findings).Run(stream);
        }
        _findings.Violate(stream.Name, 0, "no stream has a name like this");
        return Task.CompletedTask;
    }

    private async Task CheckMarket(StreamInfo stream)
    {
        var check = new MarketCheck(stream, _awards, _findings);
        if (!await Read(stream, Codecs.Market, check.Apply)) { return; }
        Conclude(stream, check.Conclude);
        if (snapshots is null) { return; }
        using var own = new StreamKeys(stream.Name, keys, _findings);
        await new PartsCheck(journal, snapshots, own, _findings).Run(stream);
    }

    private async Task CheckSeller(StreamInfo stream, bool withMarkets)
    {
        using var own = new StreamKeys(stream.Name, keys, _findings);
        var check = new SellerCheck(
            stream, await SnapshotOf(stream, own), _awards, _zones, _erased, _findings);
        var reading = new StreamReading<SellerEvent>(
            journal, own, anchors, _erased, Codecs.Seller, _findings);
        if (await reading.Read(stream, check.Apply))
        {
            Conclude(stream, () => check.Conclude(withMarkets));
        }
    }

    // A snapshot that grains would ignore counts as lost, because they then fold the stream.
    private async Task<StoredSnapshot?> SnapshotOf(StreamInfo stream, StreamKeys own)
    {
        if (snapshots?.Of(stream.Name[Streams.SellerPrefix.Length..]) is not { } snapshot)
        {
            return null;
        }
        if (snapshot.Version <= 0 || snapshot.Version > stream.Version || snapshot.Account.Length == 0)
        {
            _findings.SnapshotsIgnored++;
            return null;
        }
        var text = Encoding.UTF8.GetBytes(snapshot.Account);
        if (await own.Open(snapshot.Version, text) is { } json)
        {
            return new()
            {
                Version = snapshot.Version,
                Account = Encoding.UTF8.GetString(json),
                Link = snapshot.Link,
            };
        }
        // Without the key file nothing tells whether a silo could open it.
        if (keys?.Ring is not null) { _findings.SnapshotsIgnored++; }
        return null;
    }

    private async Task CheckWebhooks(StreamInfo stream, bool withSource)
    {
        var check = new WebhookCheck(stream, _findings);
        if (await Read(stream, Codecs.Webhook, check.Apply))
        {
            Conclude(stream, () => check.Conclude(withSource));
        }
    }

    private Task CheckZone(StreamInfo stream)
    {
        var zone = new Zone();
        return Read(stream, Codecs.Zone, (_, happened) => zone.Apply(happened));
    }

    private async Task CheckZoneSeller(StreamInfo stream, bool withAccounts)
    {
        var check = new ZoneSellerCheck(stream, _zones, _findings);
        if (!await Read(stream, Codecs.ZoneSeller, check.Apply)) { return; }
        _findings.Expect(
            _findings.Tried.GetValueOrDefault(stream.Name) <= check.NoticeCount, stream.Name,
            "a webhook was sent a notice that the seller never got");
        if (withAccounts) { Conclude(stream, check.Conclude); }
    }

    // Facts that are valid one by one can be impossible together, such as sums beyond 64 bits.
    private void Conclude(StreamInfo stream, Action conclude)
    {
        try
        {
            conclude();
        }
        catch (Exception broken) when (broken is ArithmeticException or InvalidOperationException
            or ArgumentException or KeyNotFoundException or NullReferenceException)
        {
            _findings.Violate(
                stream.Name, stream.Version, $"the whole stream cannot be: {broken.Message}");
        }
    }

    private Task CheckDirectory(StreamInfo stream) =>
        Read(stream, Codecs.Directory, (stored, market) => _findings.Expect(
            _entered.Add(market.Market), stream.Name, $"{market.Market} is entered twice",
            stored.Version));

    private async Task<bool> Read<TEvent>(
        StreamInfo stream, EventCodec<TEvent> codec, Action<StoredEvent, TEvent> apply)
        where TEvent : class
    {
        using var own = new StreamKeys(stream.Name, keys, _findings);
        return await new StreamReading<TEvent>(
            journal, own, anchors, _erased, codec, _findings).Read(stream, apply);
    }

    private async Task CheckErasures(StreamInfo stream)
    {
        await ReadErasures();
        var check = new ErasureCheck(_findings);
        if (await Read(stream, Codecs.Erasure, check.Apply)) { check.Conclude(); }
    }

    // What others need of the record is readable without a key.
    private async Task ReadErasures()
    {
        await foreach (var stored in journal.Read(Streams.Erased, 0))
        {
            if (!Codecs.Erasure.Seals(stored.Type))
            {
                _erased.Note(Codecs.Erasure.Decode(Streams.Erased, stored));
            }
        }
    }

    // The listing has them before the streams that may have the same names again.
    private async Task NoteErasedLinks()
    {
        if (anchors is null) { return; }
        await foreach (var stream in journal.Streams(Streams.ErasedPrefix))
        {
            await foreach (var stored in journal.Read(stream.Name, 0)) { _erased.Note(stored); }
        }
    }

    private void CheckWithoutStream(string seller)
    {
        foreach (var (key, award) in _awards.Take(seller))
        {
            _findings.Expect(
                !_awards.Markets.GetValueOrDefault(key.Market), Streams.OfSeller(seller),
                $"{award.Award.Id} of {key.Market} never landed");
        }
    }
}
