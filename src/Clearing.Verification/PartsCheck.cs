using System.Buffers;
using System.Text;
using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Verification;

/// <summary>Compares the stored parts of a market's history with its stream.</summary>
/// <remarks>
/// Parts that a market would not use count as lost: those that cannot be opened, and those of
/// another history.
/// </remarks>
internal sealed class PartsCheck(
    IJournalReader journal, ISnapshots snapshots, StreamKeys own, JournalFindings findings)
{
    /// <summary>Compares all parts of a stream whose events were all read.</summary>
    internal async Task Run(StreamInfo stream)
    {
        var market = stream.Name[Streams.MarketPrefix.Length..];
        for (var number = 0; snapshots.PartOf(market, number) is { } part; number++)
        {
            if (part.Version == 0 || part.Version > stream.Version
                || await Open(part) is not { } stored)
            {
                findings.SnapshotsIgnored++;
                continue;
            }
            var (packed, link) = await Packed(stream.Name, part.After, part.Version);
            if (Convert.ToHexString(link.Span) != part.Link)
            {
                findings.SnapshotsIgnored++;
                continue;
            }
            findings.Snapshots++;
            findings.Expect(
                Again(stream.Name, stored).Span.SequenceEqual(packed.Span), stream.Name,
                $"part {number} of its stored history differs from the events", part.Version);
        }
    }

    // Both are written by this version: another one may have written the same events otherwise.
    private static ReadOnlyMemory<byte> Again(string stream, byte[] stored)
    {
        var packed = new ArrayBufferWriter<byte>();
        try
        {
            foreach (var happened in PackedHistory.Read(stream, stored) ?? [])
            {
                PackedHistory.Write(packed, happened);
            }
        }
        catch (EventUnreadableException)
        {
            return default;
        }
        return packed.WrittenMemory;
    }

    private async Task<byte[]?> Open(StoredPart part)
    {
        var text = Encoding.UTF8.GetBytes(part.Events);
        if (SealedText.Is(text)) { return await own.Open(part.Version, text); }
        var plain = new byte[text.Length];
        return Convert.TryFromBase64String(part.Events, plain, out var length)
            ? plain[..length]
            : null;
    }

    private async Task<(ReadOnlyMemory<byte> Packed, ReadOnlyMemory<byte> Link)> Packed(
        string stream, long after, long last)
    {
        var packed = new ArrayBufferWriter<byte>();
        var opener = own.Opener(Codecs.Market.Seals, fromFirst: false);
        await foreach (var stored in journal.Read(stream, after))
        {
            if (stored.Version > last) { break; }
            var opened = await opener.Open(stored);
            PackedHistory.Write(packed, Codecs.Market.Decode(stream, opened));
            if (stored.Version == last) { return (packed.WrittenMemory, stored.Link); }
        }
        return default;
    }
}
