namespace Clearing.Journal;

/// <summary>The storage of a journal, beneath <see cref="GroupCommitJournal"/>.</summary>
/// <remarks>
/// The store decides where blocking work happens; the journal above starts no threads. A store
/// whose <see cref="Write"/> completes synchronously, or by the caller's own scheduling, makes
/// the journal above it deterministic.
/// </remarks>
public interface IJournalStore : IReadOnlyJournal
{
    /// <summary>
    /// Warnings to the operator about the safety of the store, one sentence each; empty if there
    /// are none.
    /// </summary>
    IReadOnlyList<string> Warnings => [];

    /// <summary>Writes a batch in one transaction and completes when it is durable.</summary>
    /// <remarks>
    /// An append is written whole if its stream's last version is the one it expects; otherwise
    /// none of it is written, and the others are not affected. If this fails, the outcome of the
    /// whole batch is unknown, and the store must have recovered before it writes anything else.
    /// With several writers it is called concurrently, but never for the same stream.
    /// </remarks>
    /// <param name="batch">One or more appends, each to a stream of its own.</param>
    /// <returns>The outcome of each append, in the order of the batch.</returns>
    Task<IReadOnlyList<AppendStatus>> Write(IReadOnlyList<StreamAppend> batch);
}
