using System.Collections.Concurrent;
using Npgsql;

namespace Clearing.Journal;

/// <summary>
/// A journal in a schema of a PostgreSQL server, shared by all servers of a cluster.
/// </summary>
/// <remarks>
/// Appends are acknowledged with <c>synchronous_commit</c> on, or stronger if the server is
/// configured so. A connection that drops during the commit leaves the outcome of its batch
/// unknown; the next batch uses a new connection. The store is safe for concurrent use; each
/// concurrent batch has its own connection.
/// </remarks>
public sealed class PostgresJournalStore : IJournalStore
{
    private readonly PostgresPlace _place;
    private readonly PostgresJournalReader _reader;
    private readonly TimeProvider _clock;
    private readonly PostgresSharing _sharing;
    private readonly ConcurrentBag<PostgresBatchWriter> _free = [];
    private readonly SemaphoreSlim _looking = new(1);
    private NpgsqlConnection? _alone;

    private PostgresJournalStore(
        PostgresPlace place, TimeProvider clock, PostgresSharing sharing)
    {
        _place = place;
        _clock = clock;
        _sharing = sharing;
        _reader = new(place);
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Warnings => _place.Warnings;

    /// <summary>
    /// Opens the journal for a server, and creates its schema and tables if they are missing.
    /// </summary>
    /// <param name="options">The journal's location.</param>
    /// <param name="clock">Gives the time of recording.</param>
    /// <exception cref="ArgumentException">
    /// The connection string or the schema name is not valid.
    /// </exception>
    /// <exception cref="JournalOpenException">
    /// The server is unreachable, denies access or has <c>fsync=off</c>, the tables have another
    /// version, or a program has the journal alone.
    /// </exception>
    public static PostgresJournalStore Open(PostgresJournalOptions options, TimeProvider clock) =>
        Open(options, clock, PostgresSharing.Servers);

    /// <summary>Opens the journal, and keeps out those that it is not shared with.</summary>
    internal static PostgresJournalStore Open(
        PostgresJournalOptions options, TimeProvider clock, PostgresSharing sharing)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        var place = new PostgresPlace(options);
        place.OpenForWriting();
        var store = new PostgresJournalStore(place, clock, sharing);
        try
        {
            store.Lock().GetAwaiter().GetResult();
            return store;
        }
        catch (Exception failed)
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
            if (failed is NpgsqlException said) { throw place.Refusal(said); }
            throw;
        }
    }

    /// <summary>Opens a journal for reading. Creates nothing.</summary>
    /// <exception cref="ArgumentException">
    /// The connection string or the schema name is not valid.
    /// </exception>
    /// <exception cref="JournalOpenException">
    /// There is no journal that this program can read.
    /// </exception>
    public static PostgresJournalReader OpenForReading(PostgresJournalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var place = new PostgresPlace(options);
        place.OpenForReading();
        return new(place);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<AppendStatus>> Write(IReadOnlyList<StreamAppend> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_alone is not null) { await ExpectAlone().ConfigureAwait(false); }
        var recordedAt = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (!_free.TryTake(out var writer))
        {
            writer = await NewWriter().ConfigureAwait(false);
        }
        try
        {
            var statuses = await writer.Write(batch, recordedAt).ConfigureAwait(false);
            _free.Add(writer);
            return statuses;
        }
        catch
        {
            await writer.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<StoredEvent> Read(
        string stream, long afterVersion, CancellationToken cancellationToken = default) =>
        _reader.Read(stream, afterVersion, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<StreamInfo> Streams(
        string prefix, CancellationToken cancellationToken = default) =>
        _reader.Streams(prefix, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_free.TryTake(out var writer))
        {
            await writer.Free().ConfigureAwait(false);
            await writer.DisposeAsync().ConfigureAwait(false);
        }
        if (_alone is not null)
        {
            await PostgresLock.Free(_alone).ConfigureAwait(false);
            await _alone.DisposeAsync().ConfigureAwait(false);
        }
        await _reader.DisposeAsync().ConfigureAwait(false);
    }

    // A server that has not written yet must not be overlooked, so its first connection is opened.
    private async Task Lock()
    {
        if (_sharing == PostgresSharing.Servers)
        {
            _free.Add(await NewWriter().ConfigureAwait(false));
        }
        if (_sharing != PostgresSharing.Nobody) { return; }
        _alone = await _place.Source.OpenConnectionAsync().ConfigureAwait(false);
        if (!await PostgresLock.TryTake(_alone, _place.Schema).ConfigureAwait(false))
        {
            throw _place.Refusal("a server has it open; stop all servers");
        }
    }

    // The lock ends with its session, which a network or an administrator may cut.
    private async Task ExpectAlone()
    {
        await _looking.WaitAsync().ConfigureAwait(false);
        try
        {
            await using var look = new NpgsqlCommand("SELECT 1", _alone);
            await look.ExecuteScalarAsync().ConfigureAwait(false);
        }
        catch (Exception cut) when (cut is NpgsqlException or InvalidOperationException)
        {
            throw _place.Refusal("the connection that kept servers out was cut; run the command again");
        }
        finally
        {
            _looking.Release();
        }
    }

    private Task<PostgresBatchWriter> NewWriter() =>
        PostgresBatchWriter.Open(_place, isServer: _sharing == PostgresSharing.Servers);
}
