using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Sealing;
using Clearing.Verification.Erasing;

namespace Clearing.Verification;

/// <summary>
/// Reads a stream event by event and checks that versions have no gaps, links follow, seals hold
/// and every payload is readable.
/// </summary>
/// <typeparam name="TEvent">The base of the stream's events.</typeparam>
internal sealed class StreamReading<TEvent>(
    IJournalReader journal, StreamKeys keys, AnchoredHeads? anchors, ErasedRecord erased,
    EventCodec<TEvent> codec, JournalFindings findings)
    where TEvent : class
{
    private ReadOnlyMemory<byte> _link = ChainLink.Start;
    private bool _linked;
    private bool _closed;

    /// <summary>Reads a stream up to the listed version.</summary>
    /// <param name="stream">The stream as listed.</param>
    /// <param name="apply">Applies an event; throws if it cannot follow earlier ones.</param>
    /// <returns>True if every event was opened, read and applied.</returns>
    internal async Task<bool> Read(StreamInfo stream, Action<StoredEvent, TEvent> apply)
    {
        var version = 0L;
        var opener = keys.Opener(codec.Seals, fromFirst: true);
        await foreach (var stored in journal.Read(stream.Name, afterVersion: 0))
        {
            if (stored.Version > stream.Version && version == stream.Version)
            {
                break;
            }
            if (stored.Version != version + 1)
            {
                findings.Violate(
                    stream.Name, stored.Version, $"versions have a gap: the last was {version}");
                return false;
            }
            version = stored.Version;
            findings.CountEvent();
            if (!Follow(stream.Name, stored)
                || !await Open(stream.Name, stored, opener, apply))
            {
                return false;
            }
        }
        var least = anchors?.LeastVersion(stream.Name, erased) ?? 0;
        findings.Expect(
            version >= least, stream.Name,
            $"the stream ends at {version}, but an anchor has seen {least}");
        findings.Expect(
            version == stream.Version, stream.Name,
            $"the stream ends at {version}, but {stream.Version} is listed");
        return version == stream.Version && !_closed;
    }

    // Events from before there were links are part of the chain, but have no link themselves.
    private bool Follow(string stream, StoredEvent stored)
    {
        var place = new SealedPlace(stream, stored.Version, stored.Type);
        _link = ChainLink.After(_link.Span, place, stored.Payload.Span);
        var follows = stored.Link.IsEmpty ? !_linked : stored.Link.Span.SequenceEqual(_link.Span);
        _linked |= !stored.Link.IsEmpty;
        findings.Expect(
            follows, stream, "its link does not follow on the one before", stored.Version);
        if (erased.Wrong(stream, stored) is { } wrong)
        {
            findings.Violate(stream, stored.Version, wrong);
        }
        if (anchors?.LinkOf(stream, stored.Version, erased) is { } anchored)
        {
            findings.Anchors++;
            findings.Expect(
                anchored.Span.SequenceEqual(_link.Span), stream,
                "an anchor has seen another event here", stored.Version);
        }
        return follows;
    }

    // An event that stays closed is no violation, but later events cannot be folded.
    private async Task<bool> Open(
        string stream, StoredEvent stored, BoxOpener opener, Action<StoredEvent, TEvent> apply)
    {
        StoredEvent opened;
        try
        {
            if (await keys.StaysClosed(stored))
            {
                _closed = true;
                opener.NoteClosed(stored);
                return true;
            }
            opened = await opener.Open(stored);
        }
        catch (Exception wrong) when (wrong is EventUnreadableException or KeyUnavailableException)
        {
            if (SealedText.Is(stored.Payload.Span)) { findings.CountUnopened(); }
            findings.Violate(stream, stored.Version, wrong.Message.ReplaceLineEndings(" "));
            return false;
        }
        return _closed || Take(stream, opened, apply);
    }

    private bool Take(string stream, StoredEvent stored, Action<StoredEvent, TEvent> apply)
    {
        try
        {
            apply(stored, codec.Decode(stream, stored));
            return true;
        }
        catch (EventUnreadableException unreadable)
        {
            findings.Violate(stream, stored.Version, unreadable.Message.ReplaceLineEndings(" "));
        }
        catch (Exception broken) when (broken is not (IOException or OutOfMemoryException))
        {
            // The fold throws various exceptions for impossible facts; the type does not matter.
            var why = broken.Message.ReplaceLineEndings(" ");
            findings.Violate(
                stream, stored.Version, $"{stored.Type} cannot follow on the events before: {why}");
        }
        return false;
    }
}
