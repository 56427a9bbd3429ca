using Npgsql;

namespace Clearing.Journal;

/// <summary>
/// Writes batches on one connection; after an exception it can only be abandoned.
/// </summary>
/// <remarks>
/// A batch is one statement and one round trip, and its own transaction. The statement writes the
/// appends whose expected version is the stream's last one and answers which they are. The check
/// alone would let two servers pass that write at the same instant: the primary key stops the
/// second, its whole transaction is undone, and tried again it sees the first one's events and
/// answers with a conflict. So a version is never written twice and never leaves a gap: what the
/// check has seen is never removed. A row for each stream's version, updated and locked with each
/// append, would double the rows written; COPY was no faster than arrays.
/// </remarks>
internal sealed class PostgresBatchWriter : IAsyncDisposable
{
    private const int Attempts = 20;
    private const int KnownStreams = 500_000;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _append;
    private readonly NpgsqlBatch _addAndAppend;
    private readonly PostgresOneAppend _one;

    // Kept with the connection: what a lost server knew about streams is forgotten with it.
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);

    private PostgresBatchWriter(NpgsqlConnection connection, string schema)
    {
        _connection = connection;
        var append = $"""
            WITH appends AS MATERIALIZED (
                SELECT number, expected, coalesce(
                    id, (SELECT s.id FROM {schema}.streams s WHERE s.name = given.name)) AS stream
                FROM unnest($1::int[], $2::bigint[], $3::text[], $4::bigint[])
                    AS given (number, id, name, expected)),
            fitting AS MATERIALIZED (
                SELECT number, expected, stream FROM appends
                WHERE stream IS NOT NULL AND expected = coalesce((
                    SELECT max(version) FROM {schema}.journal j
                    WHERE j.stream = appends.stream), 0)),
            written AS (
                INSERT INTO {schema}.journal (stream, version, type, payload, recorded_at)
                SELECT f.stream, f.expected + e.place, e.type, e.payload, $9
                FROM unnest($5::int[], $6::int[], $7::text[], $8::text[])
                    AS e (number, place, type, payload)
                JOIN fitting f ON f.number = e.number)
            SELECT number, stream FROM fitting
            """;
        var add = $"""
            INSERT INTO {schema}.streams (name) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING
            """;
        _append = new(connection) { BatchCommands = { new(append) } };
        _addAndAppend = new(connection) { BatchCommands = { new(add), new(append) } };
        _one = new(connection, schema);
    }

    public static async Task<PostgresBatchWriter> Open(PostgresPlace place)
    {
        var connection = await place.OpenForKeys().ConfigureAwait(false);
        try
        {
            // A server that was told to acknowledge before the flush is told otherwise here; one
            // that waits for a replica as well is left as it is.
            await using var durable = new NpgsqlCommand("""
                SELECT CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')
                    THEN set_config('synchronous_commit', 'on', false) END,
                (SELECT set_config(name, 'lz4', false) FROM pg_settings
                    WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals))
                """, connection);
            await durable.ExecuteNonQueryAsync().ConfigureAwait(false);
            return new(connection, place.Schema);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Writes a batch in one transaction; when it completes, the batch is durable.
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
                // The server has undone all of it: not an unknown outcome.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _append.DisposeAsync().ConfigureAwait(false);
        await _addAndAppend.DisposeAsync().ConfigureAwait(false);
        await _one.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private static bool IsLostRace(PostgresException failed) =>
        failed.SqlState is PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.SerializationFailure;

    private async Task<IReadOnlyList<AppendStatus>> TryWrite(
        IReadOnlyList<StreamAppend> batch, long recordedAt)
    {
        if (batch is [var only] && Find(only.Stream) is { } stream)
        {
            return [await _one.Write(stream, only, recordedAt).ConfigureAwait(false)];
        }
        var columns = new PostgresBatchColumns(batch, Find, recordedAt);
        var commands = columns.NewStreams.Length == 0 ? _append : _addAndAppend;
        columns.Bind(commands.BatchCommands[^1].Parameters);
        if (commands == _addAndAppend)
        {
            columns.BindNewStreams(commands.BatchCommands[0].Parameters);
        }
        var statuses = new AppendStatus[batch.Count];
        Array.Fill(statuses, AppendStatus.Conflict);
        var seen = new List<(string Stream, long Id)>();
        await using (var rows = await commands.ExecuteReaderAsync().ConfigureAwait(false))
        {
            while (await rows.ReadAsync().ConfigureAwait(false))
            {
                var number = rows.GetInt32(0);
                statuses[number] = AppendStatus.Written;
                seen.Add((batch[number].Stream, rows.GetInt64(1)));
            }
            // The answer to the commit comes after the rows; closing the reader would read it too,
            // but keep a timeout to itself.
            await rows.NextResultAsync().ConfigureAwait(false);
        }
        Remember(seen);
        return statuses;
    }

    private long? Find(string stream) => _ids.TryGetValue(stream, out var id) ? id : null;

    private void Remember(List<(string Stream, long Id)> seen)
    {
        if (_ids.Count + seen.Count > KnownStreams)
        {
            _ids.Clear();
        }
        foreach (var (stream, id) in seen)
        {
            _ids[stream] = id;
        }
    }
}
