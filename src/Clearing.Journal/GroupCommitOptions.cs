namespace Clearing.Journal;

/// <summary>How much a transaction takes and how many run at once.</summary>
public sealed record GroupCommitOptions
{
    /// <summary>
    /// The most events of a transaction, from 1; a larger append goes alone. Default 1,000.
    /// </summary>
    public int MaxEvents { get; init; } = 1_000;

    /// <summary>
    /// The most payload of a transaction in bytes; a larger append goes alone. Default 4 MiB.
    /// </summary>
    public long MaxBytes { get; init; } = 4L << 20;

    /// <summary>
    /// How many transactions run at once, from 1. Each stream belongs to one writer. Default 1.
    /// </summary>
    public int Writers { get; init; } = 1;
}
