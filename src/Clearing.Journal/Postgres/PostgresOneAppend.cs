using Npgsql;
using NpgsqlTypes;

namespace Clearing.Journal;

/// <summary>
/// Writes a batch of one append to a known stream, such as a lone bid or one busy market.
/// </summary>
/// <remarks>
/// It works like the statement for many appends, but looks up the stream's last version only once.
/// A few events are passed as values: as arrays, a cleared round of several megabytes would be
/// copied more often.
/// </remarks>
internal sealed class PostgresOneAppend : IAsyncDisposable
{
    private const int Few = 4;
    private const int Before = 3;
    private readonly NpgsqlCommand[] _few;
    private readonly NpgsqlCommand _many;

    public PostgresOneAppend(NpgsqlConnection connection, string schema)
    {
        NpgsqlCommand Of(string events) => new($"""
            INSERT INTO {schema}.journal (stream, version, type, payload, recorded_at, link)
            SELECT $1, $2 + e.place, e.type, e.payload, $3, e.link
            FROM {events} AS e (place, type, payload, link)
            WHERE coalesce((
                SELECT max(version) FROM {schema}.journal
                WHERE stream = $1 AND version >= $2), 0) = $2
            """, connection);
        _few = [.. Enumerable.Range(1, Few).Select(count => Of($"(VALUES {Values(count)})"))];
        _many = Of("unnest($4::int[], $5::text[], $6::text[], $7::bytea[])");
    }

    /// <summary>Writes it in one transaction and completes when it is durable.</summary>
    public async Task<AppendStatus> Write(long stream, StreamAppend append, long recordedAt)
    {
        var events = append.Events;
        var command = events.Count <= Few ? _few[events.Count - 1] : _many;
        var parameters = command.Parameters;
        parameters.Clear();
        Add(parameters, stream, NpgsqlDbType.Bigint);
        Add(parameters, append.ExpectedVersion, NpgsqlDbType.Bigint);
        Add(parameters, recordedAt, NpgsqlDbType.Bigint);
        if (command == _many) { AddArrays(parameters, events); } else { AddEach(parameters, events); }
        var written = await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        // This releases a large payload before the next append.
        parameters.Clear();
        return written == events.Count ? AppendStatus.Written : AppendStatus.Conflict;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _few) { await command.DisposeAsync().ConfigureAwait(false); }
        await _many.DisposeAsync().ConfigureAwait(false);
    }

    // (1, $4::text, $5::text, $6::bytea), (2, $7::text, $8::text, $9::bytea), …
    private static string Values(int count) => string.Join(", ", Enumerable.Range(0, count)
        .Select(i => (Place: i + 1, First: Before + 1 + 3 * i))
        .Select(e => $"({e.Place}, ${e.First}::text, ${e.First + 1}::text, ${e.First + 2}::bytea)"));

    private static void AddEach(
        NpgsqlParameterCollection parameters, IReadOnlyList<NewEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            Add(parameters, events[i].Type, NpgsqlDbType.Text);
            Add(parameters, events[i].Payload, NpgsqlDbType.Text);
            Add(parameters, PostgresLink.Of(events[i]), NpgsqlDbType.Bytea);
        }
    }

    private static void AddArrays(
        NpgsqlParameterCollection parameters, IReadOnlyList<NewEvent> events)
    {
        var (places, types) = (new int[events.Count], new string[events.Count]);
        var payloads = new ReadOnlyMemory<byte>[events.Count];
        var links = new byte[]?[events.Count];
        for (var i = 0; i < events.Count; i++)
        {
            (places[i], types[i], payloads[i]) = (i + 1, events[i].Type, events[i].Payload);
            links[i] = PostgresLink.Of(events[i]);
        }
        Add(parameters, places, NpgsqlDbType.Array | NpgsqlDbType.Integer);
        Add(parameters, types, NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(parameters, payloads, NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(parameters, links, NpgsqlDbType.Array | NpgsqlDbType.Bytea);
    }

    private static void Add<T>(NpgsqlParameterCollection parameters, T value, NpgsqlDbType type) =>
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
}
