namespace Clearing.Sealing;

/// <summary>The place of a payload. A box sealed for one place opens at no other.</summary>
/// <param name="Stream">The stream, 1 to 400 characters.</param>
/// <param name="Version">The event's number in the stream, from 1.</param>
/// <param name="Type">The event's type, 1 to 60 characters; that of a snapshot is below.</param>
public readonly record struct SealedPlace(string Stream, long Version, string Type)
{
    /// <summary>The type of a place that holds a grain's snapshot.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>
    /// The type of one that holds a snapshot of a stream that had a sealed event by then.
    /// </summary>
    public const string SnapshotOfSealed = "snapshot-of-sealed";

    /// <summary>
    /// True in a stream that was sealed as a whole from its first event on. Its boxes say so, so that one
    /// of them is enough to know that no event of the stream is plain, whatever its type.
    /// </summary>
    public bool IsInWhole { get; init; }

    /// <summary>Writes the bytes that a box at this place is bound to.</summary>
    /// <param name="bound">Receives them.</param>
    /// <param name="keyNumber">The number of the box's key.</param>
    /// <param name="was">The hash of the payload that the box replaces; empty for none.</param>
    internal void WriteTo(ref BoundBytes bound, uint keyNumber, ReadOnlySpan<byte> was)
    {
        bound.Add((IsInWhole, was.IsEmpty) switch
        {
            (false, true) => "clearing/seal/v1\0"u8,
            (false, false) => "clearing/seal/v2\0"u8,
            (true, true) => "clearing/seal/v3\0"u8,
            (true, false) => "clearing/seal/v4\0"u8,
        });
        bound.Add(was);
        bound.Add(Stream);
        bound.Add(Version);
        bound.Add(Type);
        bound.Add(keyNumber);
    }
}
