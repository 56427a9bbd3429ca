namespace Clearing.Journal;

/// <summary>The limits of a transaction and the number that run at once.</summary>
public sealed record GroupCommitOptions
{
    /// <summary>
    /// The maximum number of events in a transaction, at least 1; a larger append has its own.
    /// Default 1,000.
    /// </summary>
    public int MaxEvents { get; init; } = 1_000;

    /// <summary>
    /// The maximum payload of a transaction in bytes, at least 1; a larger append has its own.
    /// Default 4 MiB.
    /// </summary>
    public long MaxBytes { get; init; } = 4L << 20;

    /// <summary>
    /// How many transactions run at once, at least 1. Each stream belongs to one writer. Default 1.
    /// </summary>
    public int Writers { get; init; } = 1;
}
