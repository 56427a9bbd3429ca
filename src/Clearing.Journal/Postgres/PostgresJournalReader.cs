using System.Runtime.CompilerServices;
using Npgsql;

namespace Clearing.Journal;

/// <summary>Reads a PostgreSQL journal. It is safe for concurrent use.</summary>
public sealed class PostgresJournalReader : IReadOnlyJournal
{
    // A reader that is abandoned early must fetch the rest of its rows, at most this many. A range
    // of versions selects a portion, since there are no gaps. With a LIMIT instead, the planner
    // sorted the whole stream for each portion until it had statistics.
    private const int Portion = 500;
    private const int Names = 5_000;
    private readonly PostgresPlace _place;
    private readonly PostgresGroupReader _beginnings;
    private readonly PostgresLongReader _rest;

    internal PostgresJournalReader(PostgresPlace place) =>
        (_place, _beginnings, _rest) = (place, new(place), new(place));

    /// <summary>Reads the beginnings of streams.</summary>
    internal PostgresGroupReader Beginnings => _beginnings;

    /// <inheritdoc />
    public IAsyncEnumerable<StoredEvent> Read(
        string stream, long afterVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        return JournalLimits.CanBeName(stream)
            ? new Events(this, stream, afterVersion, cancellationToken)
            : AsyncEnumerable.Empty<StoredEvent>();
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StreamInfo> Streams(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        string? after = null;
        for (var rows = Names; rows == Names && JournalLimits.IsText(prefix);)
        {
            rows = 0;
            await using var command = _place.Source.CreateCommand($"""
                SELECT name, coalesce((
                    SELECT max(version) FROM {_place.Schema}.journal WHERE stream = id), 0)
                FROM {_place.Schema}.streams WHERE name {(after is null ? ">=" : ">")} $1
                ORDER BY name LIMIT {Names}
                """);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after ?? prefix });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken)
                .ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                after = reader.GetString(0);
                rows++;
                if (!after.StartsWith(prefix, StringComparison.Ordinal))
                {
                    yield break;
                }
                yield return new(after, reader.GetInt64(1));
            }
        }
    }

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _beginnings.Close().ConfigureAwait(false);
        await _place.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Reads what follows the beginning of a stream.</summary>
    // Most streams are short. Each further way of reading costs more to begin and less per event.
    internal async IAsyncEnumerable<StoredEvent> Rest(
        string stream, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = 0;
        await foreach (var stored in ReadPortion(stream, after, cancellationToken)
            .ConfigureAwait(false))
        {
            rows++;
            yield return stored;
        }
        if (rows < Portion) { yield break; }
        await foreach (var block in _rest.Read(stream, after + rows, cancellationToken)
            .ConfigureAwait(false))
        {
            foreach (var stored in block) { yield return stored; }
        }
    }

    private async IAsyncEnumerable<StoredEvent> ReadPortion(
        string stream, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = _place.Source.CreateCommand($"""
            SELECT version, type, payload, recorded_at, {_place.Link} FROM {_place.Schema}.journal
            WHERE stream = (SELECT id FROM {_place.Schema}.streams WHERE name = $1)
                AND version > $2 AND version <= $2 + {Portion} ORDER BY version
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken)
            .ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return new(
                reader.GetInt64(0),
                reader.GetString(1),
                reader.GetFieldValue<byte[]>(2),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)),
                reader.IsDBNull(4) ? default(ReadOnlyMemory<byte>) : reader.GetFieldValue<byte[]>(4));
        }
    }

    private sealed class Events(
        PostgresJournalReader reader, string stream, long after, CancellationToken reading)
        : IAsyncEnumerable<StoredEvent>
    {
        public IAsyncEnumerator<StoredEvent> GetAsyncEnumerator(CancellationToken enumeration) =>
            new PostgresReading(reader, stream, after, reading, enumeration);
    }
}
