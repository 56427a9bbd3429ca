using Clearing.Sealing;

namespace Clearing.Journal;

/// <summary>Follows the links of a stream from one stored event to the next.</summary>
internal static class StoredLink
{
    /// <summary>The link of an event, which may have none of its own.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="stored">The event as stored.</param>
    /// <param name="after">The version of the event before it; 0 if it is the first.</param>
    /// <param name="before">The link of that event.</param>
    /// <exception cref="EventUnreadableException">The event does not follow on that one.</exception>
    internal static ReadOnlyMemory<byte> Of(
        string stream, StoredEvent stored, long after, ReadOnlyMemory<byte> before)
    {
        // Anybody can compute the links again behind a row that was deleted.
        if (stored.Version != after + 1)
        {
            throw new EventUnreadableException(stream, stored, "the event before it is missing.");
        }
        ReadOnlyMemory<byte> link = ChainLink.After(
            before.Span, new(stream, stored.Version, stored.Type), stored.Payload.Span);
        // Events from before there were links are part of the chain, but have no link themselves.
        return stored.Link.IsEmpty || stored.Link.Span.SequenceEqual(link.Span)
            ? link
            : throw new EventUnreadableException(
                stream, stored, "its link does not follow on the one before.");
    }
}
