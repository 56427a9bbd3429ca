namespace Clearing.Journal;

/// <summary>A journal that writes the waiting appends of all streams in one transaction.</summary>
/// <remarks>
/// Batching needs no timer: whatever waits is written as soon as the previous transaction is
/// durable, so one flush of the disk pays for hundreds of events and a lone append does not wait. A
/// conflict fails only its own append and those that build on it. When the store fails, every
/// pending append of that writer fails with <see cref="JournalUnavailableException"/>, and later
/// ones are tried again. It is safe for concurrent use.
/// </remarks>
public sealed class GroupCommitJournal : IJournal, IAsyncDisposable
{
    private readonly IJournalStore _store;
    private readonly CommitLoop[] _writers;
    private long _events;

    /// <summary>Opens a journal over a store, which it then owns.</summary>
    /// <param name="store">The storage of the events.</param>
    /// <param name="options">Batch sizes and writers; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is less than 1.</exception>
    public GroupCommitJournal(IJournalStore store, GroupCommitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(
            options.MaxEvents, 1, nameof(options.MaxEvents));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBytes, 1, nameof(options.MaxBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Writers, 1, nameof(options.Writers));
        _store = store;
        _writers = new CommitLoop[options.Writers];
        for (var i = 0; i < _writers.Length; i++)
        {
            _writers[i] = new CommitLoop(store, options, cause => Failed?.Invoke(cause));
        }
    }

    /// <summary>
    /// Raised when a transaction failed, with the store's error, before its appends fail. It runs
    /// on the writer's thread, must not throw, and keeps the next transaction waiting.
    /// </summary>
    public event Action<Exception>? Failed;

    /// <summary>The number of transactions begun since opening.</summary>
    public long Transactions => _writers.Sum(w => w.Transactions);

    /// <summary>The number of events handed in since opening.</summary>
    public long Events => Interlocked.Read(ref _events);

    /// <inheritdoc cref="IJournalStore.Warnings"/>
    public IReadOnlyList<string> Warnings => _store.Warnings;

    /// <inheritdoc />
    public Task Append(string stream, long expectedVersion, IReadOnlyList<NewEvent> events) =>
        Append(stream, expectedVersion, events, Task.CompletedTask);

    /// <inheritdoc />
    public Task Append(
        string stream, long expectedVersion, IReadOnlyList<NewEvent> events, Task after)
    {
        ArgumentNullException.ThrowIfNull(after);
        var bytes = JournalLimits.Check(stream, expectedVersion, events);
        Interlocked.Add(ref _events, events.Count);
        var appended = WriterOf(stream).Append(new(stream, expectedVersion, events, bytes, after));
        JournalMetrics.Trace(appended, events.Count);
        return appended;
    }

    /// <inheritdoc />
    public IAsyncEnumerable<StoredEvent> Read(
        string stream, long afterVersion, CancellationToken cancellationToken = default) =>
        _store.Read(stream, afterVersion, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<StreamInfo> Streams(
        string prefix, CancellationToken cancellationToken = default) =>
        _store.Streams(prefix, cancellationToken);

    /// <summary>Refuses new appends, waits for the pending ones, and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_writers.Select(w => w.Close())).ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
    }

    // FNV-1a, because string.GetHashCode differs from run to run, which a seeded simulation cannot
    // allow.
    private CommitLoop WriterOf(string stream)
    {
        if (_writers.Length == 1)
        {
            return _writers[0];
        }
        var hash = 2166136261u;
        foreach (var c in stream)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }
        return _writers[hash % (uint)_writers.Length];
    }
}
