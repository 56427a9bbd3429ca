namespace Clearing.Journal;

/// <summary>The outcome of one append of a batch.</summary>
public enum AppendStatus
{
    /// <summary>All its events are durable.</summary>
    Written = 0,

    /// <summary>
    /// The stream was not at the expected version; none of the events was written.
    /// </summary>
    Conflict = 1,
}
