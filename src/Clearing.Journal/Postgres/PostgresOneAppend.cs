using Npgsql;
using NpgsqlTypes;

namespace Clearing.Journal;

/// <summary>Writes a batch of one append to a known stream: a lone bid, or one busy market.</summary>
/// <remarks>
/// It says what the statement for many says, in a plan with half the parts: that one takes a fifth
/// longer, flush included.
/// </remarks>
internal sealed class PostgresOneAppend(NpgsqlConnection connection, string schema) : IAsyncDisposable
{
    private readonly NpgsqlCommand _command = new($"""
        INSERT INTO {schema}.journal (stream, version, type, payload, recorded_at)
        SELECT $1, $2 + e.place, e.type, e.payload, $6
        FROM unnest($3::int[], $4::text[], $5::text[]) AS e (place, type, payload)
        WHERE coalesce((SELECT max(version) FROM {schema}.journal WHERE stream = $1), 0) = $2
        """, connection);

    /// <summary>Writes it in one transaction; when it completes, it is durable.</summary>
    public async Task<AppendStatus> Write(long stream, StreamAppend append, long recordedAt)
    {
        var events = append.Events;
        var (places, types) = (new int[events.Count], new string[events.Count]);
        var payloads = new ReadOnlyMemory<byte>[events.Count];
        for (var i = 0; i < events.Count; i++)
        {
            (places[i], types[i], payloads[i]) = (i + 1, events[i].Type, events[i].Payload);
        }
        _command.Parameters.Clear();
        Add(stream, NpgsqlDbType.Bigint);
        Add(append.ExpectedVersion, NpgsqlDbType.Bigint);
        Add(places, NpgsqlDbType.Array | NpgsqlDbType.Integer);
        Add(types, NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(payloads, NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(recordedAt, NpgsqlDbType.Bigint);
        var written = await _command.ExecuteNonQueryAsync().ConfigureAwait(false);
        return written == events.Count ? AppendStatus.Written : AppendStatus.Conflict;
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private void Add<T>(T value, NpgsqlDbType type) =>
        _command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
}
