namespace Clearing.Journal;

/// <summary>An append that waits for its answer.</summary>
internal sealed class PendingAppend(
    string stream, long expectedVersion, IReadOnlyList<NewEvent> events, long bytes, Task after)
{
    // An answer must not run its caller's code inside the loop.
    private readonly TaskCompletionSource _answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Stream { get; } = stream;

    public long ExpectedVersion { get; } = expectedVersion;

    public IReadOnlyList<NewEvent> Events { get; } = events;

    public long Bytes { get; } = bytes;

    public Task Answer => _answer.Task;

    /// <summary>True if the append on which this one builds has failed.</summary>
    public bool IsOrphan => after is { IsCompleted: true, IsCompletedSuccessfully: false };

    public void Written() => _answer.SetResult();

    public void Conflict() =>
        _answer.SetException(new JournalConflictException(Stream, ExpectedVersion));

    public void Fail(Exception cause) =>
        _answer.SetException(new JournalUnavailableException(cause));

    /// <summary>Fails in the same way as the append on which this one builds.</summary>
    public void Orphan()
    {
        var cause = after.Exception?.InnerException ?? new TaskCanceledException(after);
        if (cause is JournalConflictException)
        {
            Conflict();
            return;
        }
        Fail((cause as JournalUnavailableException)?.InnerException ?? cause);
    }
}
