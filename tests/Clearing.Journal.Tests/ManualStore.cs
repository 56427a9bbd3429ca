namespace Clearing.Journal.Tests;

/// <summary>A store that writes nothing and completes as the test determines.</summary>
public sealed class ManualStore : IJournalStore
{
    private readonly Queue<Transaction> _pending = new();

    /// <summary>The appends not yet completed, as <c>stream@expected+events</c>.</summary>
    public List<string> Pending => [.. _pending.SelectMany(p => p.Batch).Select(Show)];

    public Task<IReadOnlyList<AppendStatus>> Write(IReadOnlyList<StreamAppend> batch)
    {
        var done = new TaskCompletionSource<IReadOnlyList<AppendStatus>>();
        _pending.Enqueue(new(batch, done));
        return done.Task;
    }

    public void Complete(params AppendStatus[] statuses) =>
        _pending.Dequeue().Done.SetResult(statuses);

    public void Fail(Exception cause) => _pending.Dequeue().Done.SetException(cause);

    /// <summary>Completes the oldest transaction, if there is one, and returns it.</summary>
    public List<string> CompleteOne()
    {
        if (!_pending.TryDequeue(out var oldest))
        {
            return [];
        }
        oldest.Done.SetResult([.. oldest.Batch.Select(_ => AppendStatus.Written)]);
        return [string.Join(' ', oldest.Batch.Select(Show))];
    }

    /// <summary>Completes transactions until none is left, and returns them.</summary>
    public List<string> CompleteAll()
    {
        var all = new List<string>();
        while (CompleteOne() is [var batch])
        {
            all.Add(batch);
        }
        return all;
    }

    public IAsyncEnumerable<StoredEvent> Read(
        string stream, long afterVersion, CancellationToken cancellationToken = default) =>
        AsyncEnumerable.Empty<StoredEvent>();

    public IAsyncEnumerable<StreamInfo> Streams(
        string prefix, CancellationToken cancellationToken = default) =>
        AsyncEnumerable.Empty<StreamInfo>();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed record Transaction(
        IReadOnlyList<StreamAppend> Batch, TaskCompletionSource<IReadOnlyList<AppendStatus>> Done);

    private static string Show(StreamAppend append) =>
        $"{append.Stream}@{append.ExpectedVersion}+{append.Events.Count}";
}
