namespace Clearing.Journal;

/// <summary>What can be read from a journal. Everything read is durable.</summary>
public interface IJournalReader
{
    /// <summary>Reads a stream's durable events after a version, in order.</summary>
    /// <remarks>
    /// Events appended while reading may or may not be included. There are never gaps.
    /// </remarks>
    /// <param name="stream">The stream; one that does not exist is empty.</param>
    /// <param name="afterVersion">
    /// The version of the last event already known; 0 from the start.
    /// </param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    IAsyncEnumerable<StoredEvent> Read(
        string stream, long afterVersion, CancellationToken cancellationToken = default);

    /// <summary>Lists the streams whose names start with a prefix, by code point.</summary>
    /// <param name="prefix">The start of the names, case-sensitive; empty for all streams.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    IAsyncEnumerable<StreamInfo> Streams(
        string prefix, CancellationToken cancellationToken = default);
}
