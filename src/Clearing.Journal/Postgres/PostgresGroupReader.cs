using Npgsql;
using NpgsqlTypes;

namespace Clearing.Journal;

/// <summary>Answers the waiting reads of many streams with one query.</summary>
/// <remarks>
/// Activating a grain reads its stream, so a hundred thousand activations would take as many round
/// trips. As in group commit, batching needs no timer: a lone read is sent at once, and reads that
/// arrive while queries are running form the next one. A query begins after the reads that it
/// answers were requested, so each sees everything that was durable by then. It returns only the
/// beginning of each stream and no large payload, so that an answer stays small.
/// </remarks>
internal sealed class PostgresGroupReader(PostgresPlace place)
{
    /// <summary>The maximum number of a stream's events in one answer.</summary>
    public const int MaxEvents = 16;

    private const int MaxReads = 256;
    private const int MaxPayloadBytes = 4_096;
    private const int Readers = 2;
    private readonly Lock _gate = new();
    private readonly Queue<PostgresReading> _waiting = new();
    private readonly Stack<PostgresKeyConnection> _free = new();
    private int _running;
    private volatile bool _closed;

    /// <summary>Requests the beginning of a stream; the reading receives the answer.</summary>
    public void Ask(PostgresReading read)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(PostgresJournalReader));
            _waiting.Enqueue(read);
            if (_running == Readers) { return; }
            _running++;
        }
        _ = Task.Run(Run);
    }

    /// <summary>
    /// Closes free connections now, and those in use when they become free.
    /// </summary>
    public ValueTask Close()
    {
        _closed = true;
        return CloseFree();
    }

    private async Task Run()
    {
        while (Take() is { } reads)
        {
            try
            {
                await Ask(reads).ConfigureAwait(false);
                foreach (var read in reads) { read.Succeed(); }
            }
            catch (Exception failure)
            {
                foreach (var read in reads) { read.TrySetException(failure); }
            }
        }
    }

    private PostgresReading[]? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _running--;
                return null;
            }
            var reads = new PostgresReading[Math.Min(MaxReads, _waiting.Count)];
            for (var i = 0; i < reads.Length; i++) { reads[i] = _waiting.Dequeue(); }
            return reads;
        }
    }

    private async Task Ask(PostgresReading[] reads)
    {
        var connection = await Connection().ConfigureAwait(false);
        try
        {
            await Ask(connection, reads).ConfigureAwait(false);
        }
        catch
        {
            // The other connections lead to the same server, which may be gone.
            await CloseFree().ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        lock (_gate) { _free.Push(connection); }
        if (_closed) { await CloseFree().ConfigureAwait(false); }
    }

    private async ValueTask CloseFree()
    {
        PostgresKeyConnection[] free;
        lock (_gate)
        {
            free = [.. _free];
            _free.Clear();
        }
        foreach (var connection in free) { await connection.DisposeAsync().ConfigureAwait(false); }
    }

    private async ValueTask<PostgresKeyConnection> Connection()
    {
        lock (_gate)
        {
            if (_free.TryPop(out var free)) { return free; }
        }
        return await place.OpenForKeys().ConfigureAwait(false);
    }

    private async Task Ask(PostgresKeyConnection connection, PostgresReading[] reads)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT r.number, j.version, j.type, j.recorded_at, j.stream,
                CASE WHEN octet_length(j.payload) <= {MaxPayloadBytes} THEN j.payload END, j.link
            FROM unnest($1::int[], $2::text[], $3::bigint[]) AS r (number, name, after),
                LATERAL (
                    SELECT stream, version, type, recorded_at, payload, {place.Link} AS link
                    FROM {place.Schema}.journal
                    WHERE stream = (SELECT id FROM {place.Schema}.streams WHERE name = r.name)
                        AND version > r.after AND version <= r.after + {MaxEvents}
                    ORDER BY version LIMIT {MaxEvents}) j
            ORDER BY r.number, j.version
            """, connection.Connection);
        command.Parameters.Add(Array(NpgsqlDbType.Integer, [.. Enumerable.Range(0, reads.Length)]));
        command.Parameters.Add(Array<string>(NpgsqlDbType.Text, [.. reads.Select(r => r.Stream)]));
        command.Parameters.Add(Array<long>(NpgsqlDbType.Bigint, [.. reads.Select(r => r.After)]));
        await using var rows = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var seen = new List<(string Stream, long Id)>();
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            var read = reads[rows.GetInt32(0)];
            if (read.IsUnseen) { seen.Add((read.Stream, rows.GetInt64(4))); }
            read.See(rows);
        }
        connection.Ids.Keep(seen);
    }

    private static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType element, T[] values) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };
}
