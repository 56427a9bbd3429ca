using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Client.Lab;

/// <summary>Reads streams of a journal, plain or sealed.</summary>
/// <param name="journal">The journal.</param>
/// <param name="ring">Opens sealed events; null without keys.</param>
internal sealed class HistoryReading(IJournalReader journal, KeyRing? ring)
{
    /// <summary>All events of a stream.</summary>
    /// <exception cref="KeyUnavailableException">A sealed event cannot be opened.</exception>
    internal async Task<List<TEvent>> All<TEvent>(EventCodec<TEvent> codec, StreamInfo stream)
        where TEvent : class
    {
        var events = new List<TEvent>();
        var scope = KeyScope.OfStream(stream.Name);
        using var keys = scope is null ? null : ring?.Of(scope);
        var opener = new BoxOpener(stream.Name, keys, codec.Seals);
        await foreach (var stored in journal.Read(stream.Name, afterVersion: 0))
        {
            if (stored.Version > stream.Version) { break; }
            events.Add(codec.Decode(stream.Name, await opener.Open(stored)));
        }
        return events;
    }

    /// <summary>All events of a stream; none if its key was destroyed.</summary>
    internal async Task<List<TEvent>> Readable<TEvent>(
        EventCodec<TEvent> codec, StreamInfo stream) where TEvent : class
    {
        try
        {
            return await All(codec, stream);
        }
        catch (KeyUnavailableException erased) when (erased.Problem == KeyProblem.Destroyed)
        {
            return [];
        }
    }
}
