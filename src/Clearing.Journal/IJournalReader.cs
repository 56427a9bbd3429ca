namespace Clearing.Journal;

/// <summary>What can be read from a journal. Everything read is durable.</summary>
public interface IJournalReader
{
    /// <summary>Reads a stream's durable events after a version, in order.</summary>
    /// <remarks>
    /// An event that is appended while the reading goes on may be in it or not; there are never
    /// gaps.
    /// </remarks>
    /// <param name="stream">The stream; one that does not exist is empty.</param>
    /// <param name="afterVersion">
    /// The version of the last event already known; 0 from the start.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<StoredEvent> Read(
        string stream, long afterVersion, CancellationToken cancellationToken = default);

    /// <summary>Lists the streams whose names start with a prefix, by code point.</summary>
    /// <param name="prefix">The start of the names, case-sensitive; empty for all streams.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<StreamInfo> Streams(
        string prefix, CancellationToken cancellationToken = default);
}
