namespace Clearing.Journal;

/// <summary>The append-only event journal: streams of events, each numbered from 1 without gaps.</summary>
/// <remarks>
/// The pair of stream and version is the fence: of two writers that append the same version, one
/// succeeds and the other gets a <see cref="JournalConflictException"/>.
/// </remarks>
public interface IJournal
{
    /// <summary>Appends events, all or none, and completes when they are durable.</summary>
    /// <remarks>
    /// Appends to one stream are written in the sequence in which they were handed in. Any exception
    /// but <see cref="JournalConflictException"/> means that the outcome is unknown.
    /// </remarks>
    /// <param name="stream">The stream, 1 to 400 characters.</param>
    /// <param name="expectedVersion">The version of the last event before these; 0 for a new stream.</param>
    /// <param name="events">One or more.</param>
    /// <exception cref="JournalConflictException">The stream is not at that version; nothing was written.</exception>
    Task Append(string stream, long expectedVersion, IReadOnlyList<NewEvent> events);

    /// <summary>Reads a stream's durable events after a version, in sequence.</summary>
    /// <param name="stream">The stream; one that does not exist is empty.</param>
    /// <param name="afterVersion">The version of the last event already known; 0 from the start.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<StoredEvent> Read(string stream, long afterVersion, CancellationToken cancellationToken = default);

    /// <summary>Lists the streams whose names start with a prefix, in ordinal sequence.</summary>
    IAsyncEnumerable<StreamInfo> Streams(string prefix, CancellationToken cancellationToken = default);
}

/// <summary>An event to append.</summary>
/// <param name="Type">Its stable type name, 1 to 60 characters.</param>
/// <param name="Payload">JSON text in UTF-8.</param>
public readonly record struct NewEvent(string Type, ReadOnlyMemory<byte> Payload);

/// <summary>An event as it is stored.</summary>
/// <param name="Version">Its number in the stream, from 1.</param>
/// <param name="Type">Its stable type name.</param>
/// <param name="Payload">JSON text in UTF-8.</param>
/// <param name="RecordedAt">When it was written, UTC, to the millisecond.</param>
public readonly record struct StoredEvent(
    long Version, string Type, ReadOnlyMemory<byte> Payload, DateTimeOffset RecordedAt);

/// <summary>A stream and how far it goes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version of its last event.</param>
public readonly record struct StreamInfo(string Name, long Version);
