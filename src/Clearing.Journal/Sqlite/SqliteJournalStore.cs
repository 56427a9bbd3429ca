namespace Clearing.Journal;

/// <summary>A journal in a SQLite file, in WAL mode with full flushes.</summary>
/// <remarks>
/// One server at a time owns the file, through a lock on <c>file.lock</c> that the operating system
/// releases however the server ends. Any number of programs can read it by
/// <see cref="OpenForReading"/>. Other connections of the same server may keep small tables of
/// their own in the file; each then waits for the other's transaction.
/// </remarks>
public sealed class SqliteJournalStore : IJournalStore
{
    private readonly SqliteLockFile _lock;
    private readonly SqliteWriter _writer;
    private readonly SqliteJournalReader _reader;
    private int _closed;

    private SqliteJournalStore(SqliteFile file, SqliteLockFile taken, TimeProvider clock)
    {
        _lock = taken;
        _writer = new(file, clock);
        _reader = new(file);
    }

    /// <summary>
    /// Opens the file for this server alone, and creates the file and its tables if they are
    /// missing.
    /// </summary>
    /// <param name="options">The journal's location and limits.</param>
    /// <param name="clock">Gives the time of recording.</param>
    /// <exception cref="JournalOpenException">
    /// Another server has the file, it is not a database, a newer program wrote it, or it cannot be
    /// written.
    /// </exception>
    public static SqliteJournalStore Open(SqliteJournalOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfLessThan(
            options.BusyTimeout, TimeSpan.FromSeconds(1), nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxPages, nameof(options));
        var file = new SqliteFile(options);
        file.CheckFolder();
        var taken = SqliteLockFile.Take(file.Path);
        try
        {
            return new(file, taken, clock);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Writes one append without the lock, as other connections of a server do; the caller's stream
    /// is one that no server writes.
    /// </summary>
    internal static AppendStatus WriteBeside(
        SqliteJournalOptions options, StreamAppend append, TimeProvider clock)
    {
        using var writer = new SqliteBatchWriter(
            new SqliteFile(options).OpenForWriting(), options.BusyTimeout);
        return writer.Write([append], clock.GetUtcNow().ToUnixTimeMilliseconds())[0];
    }

    /// <summary>
    /// Opens a journal for reading, without the lock, even while a server writes it.
    /// </summary>
    /// <exception cref="JournalOpenException">
    /// There is no journal that this program can read.
    /// </exception>
    public static SqliteJournalReader OpenForReading(string path)
    {
        var reader = new SqliteJournalReader(new SqliteFile(new() { Path = path }));
        reader.Probe();
        return reader;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<AppendStatus>> Write(IReadOnlyList<StreamAppend> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _writer.Write(batch);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<StoredEvent> Read(
        string stream, long afterVersion, CancellationToken cancellationToken = default) =>
        _reader.Read(stream, afterVersion, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<StreamInfo> Streams(
        string prefix, CancellationToken cancellationToken = default) =>
        _reader.Streams(prefix, cancellationToken);

    /// <summary>Writes waiting batches, closes the file and releases the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 1)
        {
            return;
        }
        await Task.Run(_writer.Dispose).ConfigureAwait(false);
        await _reader.DisposeAsync().ConfigureAwait(false);
        _lock.Dispose();
    }
}
