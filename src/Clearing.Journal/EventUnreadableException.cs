namespace Clearing.Journal;

/// <summary>
/// An event in the journal cannot be read or cannot follow the events before it, because it is
/// damaged or a newer version wrote it. The grain cannot be activated until this is repaired; other
/// grains are not affected.
/// </summary>
/// <param name="stream">The event's stream.</param>
/// <param name="stored">The event as stored.</param>
/// <param name="problem">What is wrong with the event.</param>
/// <param name="cause">The underlying error, if any.</param>
public sealed class EventUnreadableException(
    string stream, StoredEvent stored, string problem, Exception? cause = null)
    : Exception(
        $"Event {stored.Version} of '{stream}', type '{stored.Type}': {problem}", cause);
