using Npgsql;
using NpgsqlTypes;

namespace Clearing.Journal;

/// <summary>Writes the appends of a batch in one statement.</summary>
/// <remarks>
/// The statement looks up the last version of the stream for each event, as it was before the
/// statement. Looking it up once per append took half as long again, because most appends have
/// one event.
/// </remarks>
internal sealed class PostgresManyAppends(NpgsqlConnection connection, string schema)
    : IAsyncDisposable
{
    private readonly NpgsqlCommand _command = new($"""
        WITH written AS (
            INSERT INTO {schema}.journal (stream, version, type, payload, recorded_at, link)
            SELECT e.stream, e.expected + e.place, e.type, e.payload, $7, e.link
            FROM unnest($1::bigint[], $2::bigint[], $3::int[], $4::text[], $5::text[], $6::bytea[])
                AS e (stream, expected, place, type, payload, link)
            WHERE e.expected = coalesce((
                SELECT max(version) FROM {schema}.journal j
                WHERE j.stream = e.stream AND j.version >= e.expected), 0)
            RETURNING stream)
        SELECT array_agg(stream) FROM written
        """, connection);

    /// <summary>Writes them in one transaction and completes when they are durable.</summary>
    /// <param name="batch">The appends.</param>
    /// <param name="ids">
    /// The stream id of each append; null if there is no such stream.
    /// </param>
    /// <param name="recordedAt">Milliseconds since 1970.</param>
    public async Task<AppendStatus[]> Write(
        IReadOnlyList<StreamAppend> batch, long?[] ids, long recordedAt)
    {
        Bind(batch, ids, recordedAt);
        long[] streams;
        await using (var row = await _command.ExecuteReaderAsync().ConfigureAwait(false))
        {
            await row.ReadAsync().ConfigureAwait(false);
            streams = row.IsDBNull(0) ? [] : row.GetFieldValue<long[]>(0);
            // The answer to the commit follows the row. Closing the reader would read it too, but
            // would hide a timeout.
            await row.NextResultAsync().ConfigureAwait(false);
        }
        var written = streams.ToHashSet();
        return Array.ConvertAll(ids, id => id is { } stream && written.Contains(stream)
            ? AppendStatus.Written
            : AppendStatus.Conflict);
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private void Bind(IReadOnlyList<StreamAppend> batch, long?[] ids, long recordedAt)
    {
        var events = batch.Where((_, i) => ids[i] is not null).Sum(a => a.Events.Count);
        var (streams, expected, places) = (new long[events], new long[events], new int[events]);
        var (types, payloads) = (new string[events], new ReadOnlyMemory<byte>[events]);
        var links = new byte[]?[events];
        var row = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            if (ids[i] is not { } id) { continue; }
            for (var n = 0; n < batch[i].Events.Count; n++, row++)
            {
                var happened = batch[i].Events[n];
                (streams[row], expected[row], places[row]) = (id, batch[i].ExpectedVersion, n + 1);
                (types[row], payloads[row]) = (happened.Type, happened.Payload);
                links[row] = PostgresLink.Of(happened);
            }
        }
        _command.Parameters.Clear();
        Add(streams, NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        Add(expected, NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        Add(places, NpgsqlDbType.Array | NpgsqlDbType.Integer);
        Add(types, NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(payloads, NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(links, NpgsqlDbType.Array | NpgsqlDbType.Bytea);
        Add(recordedAt, NpgsqlDbType.Bigint);
    }

    private void Add<T>(T value, NpgsqlDbType type) =>
        _command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
}
