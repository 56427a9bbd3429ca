namespace Clearing.Journal;

/// <summary>
/// The append-only event journal: streams of events, each numbered from 1 without gaps.
/// </summary>
/// <remarks>
/// The pair of stream and version is the fence: of two writers that append the same version, one
/// succeeds and the other gets a <see cref="JournalConflictException"/>.
/// </remarks>
public interface IJournal : IJournalReader
{
    /// <summary>Appends events, all or none, and completes when they are durable.</summary>
    /// <remarks>
    /// Appends to one stream are written in the order of their calls. After a conflict or an
    /// <see cref="ArgumentException"/> nothing was written; any other exception leaves the outcome
    /// unknown.
    /// </remarks>
    /// <param name="stream">The stream, 1 to 400 characters.</param>
    /// <param name="expectedVersion">
    /// The version of the last event before these; 0 for a new stream.
    /// </param>
    /// <param name="events">
    /// One or more events; neither the list nor the payloads may change until it completes.
    /// </param>
    /// <exception cref="JournalConflictException">
    /// The stream is not at that version; nothing was written.
    /// </exception>
    /// <exception cref="JournalUnavailableException">The outcome is unknown.</exception>
    /// <exception cref="ArgumentException">
    /// An argument exceeds <see cref="JournalLimits"/>. This is thrown at once.
    /// </exception>
    Task Append(string stream, long expectedVersion, IReadOnlyList<NewEvent> events);

    /// <summary>
    /// Appends events that build on an earlier append which may not be durable yet.
    /// </summary>
    /// <remarks>
    /// A writer that does not wait for each append must use this overload. The version alone cannot
    /// tell its own lost version 5 from another writer's version 5. If the earlier append fails,
    /// this one fails too, even if the stream has meanwhile reached
    /// <paramref name="expectedVersion"/>.
    /// </remarks>
    /// <param name="stream">The stream, 1 to 400 characters.</param>
    /// <param name="expectedVersion">The version of the last event before these.</param>
    /// <param name="events">
    /// One or more events; neither the list nor the payloads may change until it completes.
    /// </param>
    /// <param name="after">
    /// The very task that this journal returned for the stream's previous append, not a task that
    /// awaits it; a completed task if there is none.
    /// </param>
    /// <exception cref="JournalConflictException">
    /// As above, or the earlier append met one.
    /// </exception>
    /// <exception cref="JournalUnavailableException">The outcome is unknown.</exception>
    /// <exception cref="ArgumentException">
    /// An argument exceeds <see cref="JournalLimits"/>. This is thrown at once.
    /// </exception>
    Task Append(string stream, long expectedVersion, IReadOnlyList<NewEvent> events, Task after) =>
        after is { IsCompleted: true, IsCompletedSuccessfully: false }
            ? after
            : Append(stream, expectedVersion, events);
}

/// <summary>An event to append.</summary>
/// <param name="Type">The event's stable type name, 1 to 60 characters.</param>
/// <param name="Payload">JSON text in UTF-8.</param>
/// <param name="Link">
/// The event's link in the stream's chain, 32 bytes; empty if there is no chain.
/// </param>
public readonly record struct NewEvent(
    string Type, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Link = default);

/// <summary>An event as stored.</summary>
/// <param name="Version">The event's number in the stream, from 1.</param>
/// <param name="Type">The event's stable type name.</param>
/// <param name="Payload">JSON text in UTF-8.</param>
/// <param name="RecordedAt">When it was written, in UTC, to the millisecond.</param>
/// <param name="Link">
/// The event's link in the stream's chain, 32 bytes; empty if it was written without one.
/// </param>
public readonly record struct StoredEvent(
    long Version, string Type, ReadOnlyMemory<byte> Payload, DateTimeOffset RecordedAt,
    ReadOnlyMemory<byte> Link = default);

/// <summary>A stream and its last version.</summary>
/// <param name="Name">The stream's name.</param>
/// <param name="Version">The version of its last event.</param>
public readonly record struct StreamInfo(string Name, long Version);
