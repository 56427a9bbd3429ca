namespace Clearing.Journal.Tests;

/// <summary>A store that counts its transactions and can hold or fail one of them.</summary>
public sealed class CountingStore(IJournalStore inner) : IJournalStore
{
    private Gate? _hold;
    private bool? _failAfterWriting;
    private int _writes;

    public int Writes => Volatile.Read(ref _writes);

    public List<IReadOnlyList<StreamAppend>> BatchedLookup { get; } = [];

    /// <summary>Holds the next transaction until it is released.</summary>
    public Gate HoldNextWrite() => _hold = new();

    /// <summary>Fails the next transaction, either after writing it or instead.</summary>
    public void FailNextWrite(bool afterWriting) => _failAfterWriting = afterWriting;

    public async Task<IReadOnlyList<AppendStatus>> Write(IReadOnlyList<StreamAppend> batch)
    {
        Interlocked.Increment(ref _writes);
        lock (BatchedLookup)
        {
            BatchedLookup.Add(batch);
        }
        if (Interlocked.Exchange(ref _hold, null) is { } gate)
        {
            await gate.Hold();
        }
        var fail = _failAfterWriting;
        _failAfterWriting = null;
        var statuses = fail is false ? [] : await inner.Write(batch);
        return fail is null ? statuses : throw new IOException("The connection was dropped.");
    }

    public IAsyncEnumerable<StoredEvent> Read(
        string stream, long afterVersion, CancellationToken cancellationToken = default) =>
        inner.Read(stream, afterVersion, cancellationToken);

    public IAsyncEnumerable<StreamInfo> Streams(
        string prefix, CancellationToken cancellationToken = default) =>
        inner.Streams(prefix, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <summary>A held transaction.</summary>
    public sealed class Gate
    {
        private readonly TaskCompletionSource _reached = new();
        private readonly TaskCompletionSource _released = new();

        /// <summary>
        /// Completes when the transaction has begun, so that later appends must wait.
        /// </summary>
        public Task Reached => _reached.Task;

        public void Release() => _released.SetResult();

        internal Task Hold()
        {
            _reached.SetResult();
            return _released.Task;
        }
    }
}
