using System.Runtime.CompilerServices;
using Npgsql;

namespace Clearing.Journal;

/// <summary>Reads a PostgreSQL journal. Safe for concurrent use.</summary>
public sealed class PostgresJournalReader : IReadOnlyJournal
{
    // A reader that is left early must fetch the rest of its rows: this many at most. There are no
    // gaps, so a range of versions is a portion; a LIMIT let the planner sort the whole stream for
    // each portion while it had no statistics yet.
    private const int Portion = 5_000;
    private readonly PostgresPlace _place;
    private readonly PostgresGroupReader _beginnings;

    internal PostgresJournalReader(PostgresPlace place) =>
        (_place, _beginnings) = (place, new(place));

    /// <inheritdoc />
    public async IAsyncEnumerable<StoredEvent> Read(
        string stream,
        long afterVersion,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        if (!JournalLimits.CanBeName(stream))
        {
            yield break;
        }
        var (beginning, isAll) = await _beginnings.Read(stream, afterVersion)
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        foreach (var stored in beginning)
        {
            cancellationToken.ThrowIfCancellationRequested();
            afterVersion = stored.Version;
            yield return stored;
        }
        for (var rows = Portion; rows == Portion && !isAll;)
        {
            rows = 0;
            await using var command = _place.Source.CreateCommand($"""
                SELECT version, type, payload, recorded_at FROM {_place.Schema}.journal
                WHERE stream = (SELECT id FROM {_place.Schema}.streams WHERE name = $1)
                    AND version > $2 AND version <= $2 + {Portion} ORDER BY version
                """);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = afterVersion });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken)
                .ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var stored = Stored(reader);
                (afterVersion, rows) = (stored.Version, rows + 1);
                yield return stored;
            }
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StreamInfo> Streams(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        string? after = null;
        for (var rows = Portion; rows == Portion && JournalLimits.IsText(prefix);)
        {
            rows = 0;
            await using var command = _place.Source.CreateCommand($"""
                SELECT name, coalesce((
                    SELECT max(version) FROM {_place.Schema}.journal WHERE stream = id), 0)
                FROM {_place.Schema}.streams WHERE name {(after is null ? ">=" : ">")} $1
                ORDER BY name LIMIT {Portion}
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

    private static StoredEvent Stored(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetFieldValue<byte[]>(2),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)));
}
