using Clearing.Grains.Events;
using Clearing.Journal;

namespace Clearing.Verification;

/// <summary>Reads a stream event by event: versions without gaps, every payload readable.</summary>
/// <typeparam name="TEvent">The base of the stream's events.</typeparam>
internal sealed class StreamReading<TEvent>(
    IJournalReader journal, EventCodec<TEvent> codec, JournalFindings findings)
    where TEvent : class
{
    /// <summary>Reads a stream up to the version it was listed with.</summary>
    /// <param name="stream">The stream as it was listed.</param>
    /// <param name="apply">Takes in an event; throws if it cannot follow on those before.</param>
    /// <returns>True if every event was read and taken in.</returns>
    internal async Task<bool> Read(StreamInfo stream, Action<StoredEvent, TEvent> apply)
    {
        var version = 0L;
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
            if (!Take(stream.Name, stored, apply))
            {
                return false;
            }
        }
        findings.Expect(
            version == stream.Version, stream.Name,
            $"the stream ends at {version}, but {stream.Version} is listed");
        return version == stream.Version;
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
            // The fold throws its own kinds for facts that cannot be; which one does not matter.
            var why = broken.Message.ReplaceLineEndings(" ");
            findings.Violate(
                stream, stored.Version, $"{stored.Type} cannot follow on the events before: {why}");
        }
        return false;
    }
}
