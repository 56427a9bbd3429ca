using System.Buffers;
using System.Globalization;
using System.Text;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;
using Orleans.Storage;

namespace Clearing.Grains;

/// <summary>
/// Keeps a market's history in grain storage, in parts that never change, so that the activation of
/// a market with a million events need not open them one by one.
/// </summary>
/// <remarks>
/// A part holds the events of the journal in a denser form, and a market is folded from them as it
/// is from the journal. So whatever the state of a market consists of, a part cannot lack it.
/// </remarks>
/// <param name="storage">The grain storage.</param>
/// <param name="grain">The market's grain.</param>
/// <param name="log">The market's stream, which is the authority.</param>
/// <param name="eventsInPart">How many events a part has.</param>
/// <param name="maxBytes">
/// A part ends earlier once it has this many bytes: in busy hours an event has thousands of bids.
/// </param>
public sealed class MarketSnapshots(
    IGrainStorage storage, GrainId grain, SealedStream log, int eventsInPart,
    int maxBytes = MarketSnapshots.MaxBytes)
{
    // A wake-up that finds a long history without parts must not take minutes.
    private const int PartsAtOnce = 8;

    private const int MaxBytes = 16 << 20;

    // The parts that fit the journal, and what the last of them ends with.
    private int _parts;
    private long _version;
    private string _link = "";
    private bool _writing;
    private bool _isOlderThanLinks;

    /// <summary>
    /// A market folded from the parts, with the log behind them; null if none are of use.
    /// </summary>
    /// <param name="onto">A market without events.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<CapacityMarket?> Load(
        CapacityMarket onto, CancellationToken cancellationToken)
    {
        if (!await FoldParts(onto)) { return Lost(); }
        // Parts ahead of the journal, or of another history, hold events that never happened.
        if (_version == 0
            || await log.Find(_version, cancellationToken) is not { Link.IsEmpty: false } last
            || Convert.ToHexString(last.Link.Span) != _link)
        {
            return Lost();
        }
        await log.StartBehind(last);
        return onto;
    }

    /// <summary>True if enough events for a part are not in one.</summary>
    /// <param name="version">The version of the market's last event.</param>
    public bool AreDue(long version) => !_isOlderThanLinks && version - _version >= eventsInPart;

    /// <summary>
    /// Stores parts of the events that are in none, as the journal has them: so every one is
    /// durable.
    /// </summary>
    public async Task Keep()
    {
        if (_writing) { return; }
        _writing = true;
        try
        {
            if (!log.IsReady) { await log.MakeReady(); }
            await WriteParts();
        }
        catch (Exception failed) when (SnapshotRows.Failed(failed)
            || failed is KeyUnavailableException or EventUnreadableException)
        {
            // Another activation stored it first, the storage or a key is away, or an event was
            // damaged while it was read: the next wake-up tries again.
        }
        finally
        {
            _writing = false;
        }
    }

    private async Task WriteParts()
    {
        var (packed, count, written) = (new ArrayBufferWriter<byte>(), 0, 0);
        await foreach (var stored in log.Read(_version, Convert.FromHexString(_link)))
        {
            PackedHistory.Write(packed, Codecs.Market.Decode(log.Name, stored));
            if (++count < eventsInPart && packed.WrittenCount < maxBytes) { continue; }
            // Events from before there were links cannot be compared with a journal.
            if (_isOlderThanLinks = stored.Link.IsEmpty) { return; }
            await WritePart(packed.WrittenSpan.ToArray(), stored);
            if (++written == PartsAtOnce) { return; }
            packed.ResetWrittenCount();
            count = 0;
        }
    }

    private async Task WritePart(byte[] packed, StoredEvent last)
    {
        var part = await Read(_parts);
        part.State = new StoredPart
        {
            After = _version,
            LinkBefore = _link,
            Version = last.Version,
            Link = Convert.ToHexString(last.Link.Span),
            Events = Text(log.SealSnapshot(last.Version, packed)),
        };
        await storage.WriteStateAsync(NameOf(_parts), grain, part);
        Follow(part.State);
    }

    // False if a part spoiled the market.
    private async Task<bool> FoldParts(CapacityMarket onto)
    {
        var next = Find(0);
        while (await next is { } part && FollowsOn(part))
        {
            // The next one is fetched while this one is folded.
            next = Find(_parts + 1);
            try
            {
                // The seal covers where a part ends, and the number of events where it begins.
                if (await Events(part) is not { } events
                    || events.Count != part.Version - part.After)
                {
                    break;
                }
                foreach (var happened in events) { onto.Apply(happened); }
            }
            catch (Exception damaged) when (damaged is EventUnreadableException
                or InvalidOperationException or FormatException or ArgumentException)
            {
                return false;
            }
            Follow(part);
        }
        return true;
    }

    private async Task<StoredPart?> Find(int number)
    {
        try
        {
            return await Read(number) is { RecordExists: true, State: { } part } ? part : null;
        }
        catch (Exception failed) when (SnapshotRows.Failed(failed))
        {
            // The journal has everything: only the fold takes longer.
            return null;
        }
    }

    private async Task<GrainState<StoredPart>> Read(int number)
    {
        var part = new GrainState<StoredPart>(new StoredPart());
        await storage.ReadStateAsync(NameOf(number), grain, part);
        return part;
    }

    private async ValueTask<IReadOnlyList<MarketEvent>?> Events(StoredPart part) =>
        await log.OpenSnapshot(part.Version, Bytes(part.Events)) is { } packed
            ? PackedHistory.Read(log.Name, packed)
            : null;

    private void Follow(StoredPart part) =>
        (_parts, _version, _link) = (_parts + 1, part.Version, part.Link);

    private bool FollowsOn(StoredPart part) =>
        part.After == _version && part.LinkBefore == _link && part.Version > _version;

    private CapacityMarket? Lost()
    {
        (_parts, _version, _link) = (0, 0, "");
        return null;
    }

    private string Text(byte[] snapshot) => log.SealsSnapshots
        ? Encoding.UTF8.GetString(snapshot)
        : Convert.ToBase64String(snapshot);

    private byte[] Bytes(string text) => log.SealsSnapshots
        ? Encoding.UTF8.GetBytes(text)
        : Convert.FromBase64String(text);

    private static string NameOf(int part) =>
        string.Create(CultureInfo.InvariantCulture, $"market-{part}");
}
