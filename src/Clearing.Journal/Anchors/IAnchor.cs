namespace Clearing.Journal;

/// <summary>
/// A place outside the database for anchors, where someone who can alter or truncate the journal
/// cannot alter them.
/// </summary>
/// <remarks>
/// Examples are a file on another host, object storage with a lock, and a timestamp service. Each
/// server writes to its own place.
/// </remarks>
public interface IAnchor
{
    /// <summary>The number and hash of the last anchor; 0 and zeros if there is none.</summary>
    Task<(long Number, ReadOnlyMemory<byte> Hash)> Last();

    /// <summary>Writes an anchor and completes when it is durable.</summary>
    /// <param name="anchor">The anchor, which follows the last one.</param>
    Task Keep(Anchor anchor);
}
