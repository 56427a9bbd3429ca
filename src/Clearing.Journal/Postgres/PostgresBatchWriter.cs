using Npgsql;

namespace Clearing.Journal;

/// <summary>
/// Writes batches on one connection. After an exception, it can only be abandoned.
/// </summary>
/// <remarks>
/// A batch is one statement and one round trip, and its own transaction. The statement writes the
/// appends whose expected version is the stream's last one and returns which they are. The check
/// alone would accept two servers that write at the same instant. The primary key stops the second
/// one: its whole transaction is undone, and its retry sees the first one's events and reports a
/// conflict. A version is therefore never written twice, and no gap arises, because what the check
/// has seen is never removed. The check starts at the expected version: the server reads all
/// entries on an index page that can match, which would otherwise be hundreds of versions. A row
/// per stream with its version, locked and updated by each append, would double the rows written;
/// COPY was no faster than arrays. Streams seen for the first time are looked up or added in an
/// earlier round trip.
/// </remarks>
internal sealed class PostgresBatchWriter : IAsyncDisposable
{
    private const int Attempts = 20;
    private readonly PostgresKeyConnection _server;
    private readonly PostgresStreamNames _names;
    private readonly PostgresOneAppend _one;
    private readonly PostgresManyAppends _many;

    private PostgresBatchWriter(PostgresKeyConnection server, string schema)
    {
        _server = server;
        _names = new(server.Connection, schema);
        _one = new(server.Connection, schema);
        _many = new(server.Connection, schema);
    }

    /// <summary>Connects.</summary>
    /// <param name="place">The journal's place.</param>
    /// <param name="isServer">True for a server, which nobody may keep out.</param>
    /// <exception cref="JournalOpenException">Somebody has the journal alone.</exception>
    public static async Task<PostgresBatchWriter> Open(PostgresPlace place, bool isServer)
    {
        var server = await place.OpenForKeys().ConfigureAwait(false);
        try
        {
            if (isServer && !await PostgresLock.TryShare(server.Connection, place.Schema)
                .ConfigureAwait(false))
            {
                throw place.Refusal("a program has it alone, such as `clearing erase`");
            }
            if (isServer) { await place.ExpectNoErasure(server.Connection).ConfigureAwait(false); }
            // This overrides a server that is configured to acknowledge before the flush. One that
            // also waits for a replica is left as it is.
            await using var durable = new NpgsqlCommand("""
                SELECT CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')
                    THEN set_config('synchronous_commit', 'on', false) END,
                (SELECT set_config(name, 'lz4', false) FROM pg_settings
                    WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals))
                """, server.Connection);
            await durable.ExecuteNonQueryAsync().ConfigureAwait(false);
            return new(server, place.Schema);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Writes a batch in one transaction and completes when it is durable.
    /// </summary>
    public async Task<IReadOnlyList<AppendStatus>> Write(
        IReadOnlyList<StreamAppend> batch, long recordedAt)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryWrite(batch, recordedAt).ConfigureAwait(false);
            }
            catch (PostgresException lost) when (IsLostRace(lost) && attempt < Attempts)
            {
                // The server has undone the whole batch, so the outcome is known.
            }
        }
    }

    /// <summary>Frees the share of the journal's lock, after the last batch.</summary>
    public Task Free() => PostgresLock.Free(_server.Connection);

    public async ValueTask DisposeAsync()
    {
        await _names.DisposeAsync().ConfigureAwait(false);
        await _one.DisposeAsync().ConfigureAwait(false);
        await _many.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    private static bool IsLostRace(PostgresException failed) =>
        failed.SqlState is PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.SerializationFailure;

    private async Task<IReadOnlyList<AppendStatus>> TryWrite(
        IReadOnlyList<StreamAppend> batch, long recordedAt)
    {
        var ids = _server.Ids.Find(batch);
        List<(string Stream, long Id)> found = ids.Contains(null)
            ? await _names.Find(batch, ids).ConfigureAwait(false)
            : [];
        var statuses = batch is [var only] && ids[0] is { } stream
            ? [await _one.Write(stream, only, recordedAt).ConfigureAwait(false)]
            : await _many.Write(batch, ids, recordedAt).ConfigureAwait(false);
        // Only now are the added streams durable, together with what was appended after them.
        if (statuses.Contains(AppendStatus.Written)) { _server.Ids.Keep(found); }
        return statuses;
    }
}
