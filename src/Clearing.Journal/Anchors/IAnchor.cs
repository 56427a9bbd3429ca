namespace Clearing.Journal;

/// <summary>
/// A place outside the database that keeps anchors, so that someone who alters or truncates the
/// journal cannot alter them.
/// </summary>
/// <remarks>
/// A file on another host, object storage with a lock, a timestamp service. One server writes to
/// one place.
/// </remarks>
public interface IAnchor
{
    /// <summary>The number and hash of the last anchor; 0 and zeros if there is none.</summary>
    Task<(long Number, ReadOnlyMemory<byte> Hash)> Last();

    /// <summary>Keeps an anchor; when it completes, the anchor is durable.</summary>
    /// <param name="anchor">It follows on the last one.</param>
    Task Keep(Anchor anchor);
}
