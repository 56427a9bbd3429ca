namespace Clearing.Journal;

/// <summary>
/// An event in the journal cannot be read, or cannot follow on those before it: it is damaged, or a
/// newer version wrote it. The grain is not activated until that is repaired; others are not
/// affected.
/// </summary>
/// <param name="stream">Its stream.</param>
/// <param name="stored">The event as it is stored.</param>
/// <param name="problem">What is wrong with it.</param>
/// <param name="cause">The error underneath, if any.</param>
public sealed class EventUnreadableException(
    string stream, StoredEvent stored, string problem, Exception? cause = null)
    : Exception(
        $"Event {stored.Version} of '{stream}', type '{stored.Type}': {problem}", cause);
