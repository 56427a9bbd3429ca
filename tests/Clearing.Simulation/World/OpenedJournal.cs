using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Simulation;

/// <summary>The durable journal with its events opened and its chains followed.</summary>
internal sealed class OpenedJournal(
    DurableJournal journal, MemoryKeyTable keys, WrappingKeys wrapper, SeededSecrets secrets)
{
    // Tables in memory complete at once.
    private readonly KeyRing _ring = KeyRing.Open(keys, wrapper, secrets).GetAwaiter().GetResult();

    public IReadOnlyCollection<string> Streams => journal.Streams;

    /// <exception cref="EventUnreadableException">An event was altered or is out of place.</exception>
    public IReadOnlyList<StoredEvent> this[string stream]
    {
        get
        {
            var scope = KeyScope.OfStream(stream);
            using var own = scope is null ? null : _ring.Of(scope);
            var opener = new BoxOpener(stream, own, Codecs.Market.Seals);
            var link = ChainLink.Start;
            var isWhole = KeyScope.BeginsWhole(stream)
                && journal[stream] is [var first, ..] && SealedText.Is(first.Payload.Span);
            var opened = new List<StoredEvent>();
            foreach (var stored in journal[stream])
            {
                var place = new SealedPlace(stream, stored.Version, stored.Type);
                link = ChainLink.After(link.Span, place, stored.Payload.Span);
                if (!stored.Link.Span.SequenceEqual(link.Span))
                {
                    throw new EventUnreadableException(stream, stored, "its link is another.");
                }
                var isBegin = KeyScope.BeginsWhole(stream) && stored.Version == 1;
                var isPlain = scope is null
                    || (!isWhole && (isBegin || !Codecs.Market.Seals(stored.Type)));
                if (SealedText.Is(stored.Payload.Span) == isPlain
                    || SealedText.IsInWhole(stored.Payload.Span) != isWhole)
                {
                    throw new EventUnreadableException(stream, stored, "it is sealed or it is not.");
                }
                opened.Add(opener.Open(stored).GetAwaiter().GetResult());
            }
            return opened;
        }
    }

    public long BeganAt(string stream) => journal.BeganAt(stream);
}
