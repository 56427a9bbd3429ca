namespace Clearing.Journal;

/// <summary>
/// Changes what is stored, which nothing but the erasure of a seller does. No server may run
/// meanwhile.
/// </summary>
public interface IJournalRewriter : IAsyncDisposable
{
    /// <summary>
    /// Replaces payloads of a stream, all or none, and completes when they are durable. Versions,
    /// types, times and links stay.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="rows">The versions and their new payloads.</param>
    /// <exception cref="InvalidOperationException">
    /// The stream lacks one of the versions; nothing is changed.
    /// </exception>
    Task Replace(string stream, IReadOnlyList<(long Version, ReadOnlyMemory<byte> Payload)> rows);

    /// <summary>
    /// Renames streams, all or none, and completes when that is durable. A stream that does not
    /// exist is left out.
    /// </summary>
    /// <param name="names">The names, and those that take their place.</param>
    Task Rename(IReadOnlyList<(string From, string To)> names);

    /// <summary>
    /// Overwrites what earlier versions of rows left in the free space of a SQLite file, which is
    /// written anew and needs as much room again meanwhile. PostgreSQL's free space stays as it is.
    /// </summary>
    Task ClearFreeSpace();
}
