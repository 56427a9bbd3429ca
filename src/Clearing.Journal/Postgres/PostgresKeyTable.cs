using System.Runtime.CompilerServices;
using Clearing.Sealing;
using Npgsql;
using NpgsqlTypes;

namespace Clearing.Journal;

/// <summary>The keys beside a PostgreSQL journal, shared by all servers of a cluster.</summary>
public sealed class PostgresKeyTable : IKeyTable
{
    private const string Columns = "scope, number, kek, wrapped, destroyed_at";
    private readonly PostgresPlace _place;

    private PostgresKeyTable(PostgresPlace place) => _place = place;

    private string Table => $"{_place.Schema}.keys";

    /// <summary>Opens the table and creates its schema and tables if they are missing.</summary>
    /// <exception cref="JournalOpenException">
    /// The table cannot be opened; the message says why.
    /// </exception>
    public static PostgresKeyTable Open(PostgresJournalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var place = new PostgresPlace(options);
        place.OpenForWriting();
        return new(place);
    }

    /// <summary>Opens the table of an existing journal for reading.</summary>
    /// <exception cref="JournalOpenException">
    /// The table cannot be opened; the message says why.
    /// </exception>
    public static PostgresKeyTable OpenForReading(PostgresJournalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var place = new PostgresPlace(options);
        place.OpenForReading();
        return new(place);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredKey>> Find(IReadOnlyList<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        if (!_place.HasKeys) { return []; }
        // This looks up each scope in the index. For an array, the server would read the whole
        // table until it has statistics.
        await using var command = _place.Source.CreateCommand($"""
            SELECT k.* FROM unnest($1) AS s (wanted) CROSS JOIN LATERAL (
                SELECT {Columns} FROM {Table} WHERE scope = s.wanted OFFSET 0) AS k
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. scopes] });
        return await Rows(command).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredKey>> Add(IReadOnlyList<StoredKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        await using var connection = await _place.Source.OpenConnectionAsync()
            .ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync()
            .ConfigureAwait(false);
        // All servers use one order, so that two servers adding the same keys never deadlock.
        StoredKey[] sorted = [.. keys.OrderBy(key => key.Scope, StringComparer.Ordinal)
            .ThenBy(key => key.Number)];
        IReadOnlyList<StoredKey> added;
        await using (var add = new NpgsqlCommand($"""
            INSERT INTO {Table} ({Columns})
            SELECT e.scope, e.number, e.kek, e.wrapped, NULL
            FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bytea[])
                AS e (scope, number, kek, wrapped)
            ON CONFLICT DO NOTHING RETURNING {Columns}
            """, connection, transaction))
        {
            add.Parameters.Add(Array(NpgsqlDbType.Text, sorted, key => key.Scope));
            add.Parameters.Add(Array(NpgsqlDbType.Bigint, sorted, key => (long)key.Number));
            add.Parameters.Add(Array(NpgsqlDbType.Text, sorted, key => key.Kek));
            add.Parameters.Add(Array(NpgsqlDbType.Bytea, sorted, key => key.Wrapped.ToArray()));
            added = await Rows(add).ConfigureAwait(false);
        }
        await Durably(connection, transaction).ConfigureAwait(false);
        // Most keys are new; those that already existed are looked up.
        var others = keys.Select(key => (key.Scope, key.Number)).ToHashSet();
        foreach (var key in added) { others.Remove((key.Scope, key.Number)); }
        if (others.Count == 0) { return added; }
        var stand = await Find([.. others.Select(key => key.Scope).Distinct(StringComparer.Ordinal)])
            .ConfigureAwait(false);
        return [.. added, .. stand.Where(key => others.Contains((key.Scope, key.Number)))];
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredKey> All(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (!_place.HasKeys) { yield break; }
        await using var command = _place.Source.CreateCommand(
            $"SELECT {Columns} FROM {Table} ORDER BY scope, number");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken)
            .ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return Row(reader);
        }
    }

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => _place.DisposeAsync();

    /// <inheritdoc/>
    public async Task<bool> Replace(StoredKey known, StoredKey next)
    {
        await using var connection = await _place.Source.OpenConnectionAsync()
            .ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync()
            .ConfigureAwait(false);
        await using var update = new NpgsqlCommand($"""
            UPDATE {Table} SET kek = $3, wrapped = $4, destroyed_at = $5
            WHERE scope = $1 AND number = $2 AND kek = $6 AND wrapped IS NOT DISTINCT FROM $7
            """, connection, transaction);
        update.Parameters.Add(new() { Value = known.Scope });
        update.Parameters.Add(new() { Value = (long)known.Number });
        update.Parameters.Add(new() { Value = next.Kek });
        update.Parameters.Add(Bytes(next.Wrapped));
        update.Parameters.Add(new()
        {
            Value = next.DestroyedAt?.ToUnixTimeMilliseconds() ?? (object)DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Bigint,
        });
        update.Parameters.Add(new() { Value = known.Kek });
        update.Parameters.Add(Bytes(known.Wrapped));
        var changed = await update.ExecuteNonQueryAsync().ConfigureAwait(false);
        await Durably(connection, transaction).ConfigureAwait(false);
        return changed > 0;
    }

    /// <inheritdoc/>
    public async Task<int> Bury(string scope, string grave, DateTimeOffset at)
    {
        await using var connection = await _place.Source.OpenConnectionAsync()
            .ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync()
            .ConfigureAwait(false);
        await using var bury = new NpgsqlCommand($"""
            UPDATE {Table}
            SET scope = $2, wrapped = NULL, destroyed_at = coalesce(destroyed_at, $3)
            WHERE scope = $1
            """, connection, transaction);
        bury.Parameters.Add(new() { Value = scope });
        bury.Parameters.Add(new() { Value = grave });
        bury.Parameters.Add(new() { Value = at.ToUnixTimeMilliseconds() });
        var buried = await bury.ExecuteNonQueryAsync().ConfigureAwait(false);
        await Durably(connection, transaction).ConfigureAwait(false);
        return buried;
    }

    // This overrides a role that is configured to acknowledge before the flush.
    private static async Task Durably(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        await using var durable = new NpgsqlCommand(
            "SELECT set_config('synchronous_commit', 'on', true) "
            + "WHERE current_setting('synchronous_commit') IN ('off', 'local')",
            connection, transaction);
        await durable.ExecuteNonQueryAsync().ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<StoredKey>> Rows(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var found = new List<StoredKey>();
        while (await reader.ReadAsync().ConfigureAwait(false)) { found.Add(Row(reader)); }
        return found;
    }

    private static StoredKey Row(NpgsqlDataReader reader) => new(
        reader.GetString(0), (uint)reader.GetInt64(1), reader.GetString(2),
        reader.IsDBNull(3) ? default(ReadOnlyMemory<byte>) : reader.GetFieldValue<byte[]>(3),
        reader.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)));

    private static NpgsqlParameter Bytes(ReadOnlyMemory<byte> bytes) => new()
    {
        Value = bytes.IsEmpty ? DBNull.Value : bytes.ToArray(),
        NpgsqlDbType = NpgsqlDbType.Bytea,
    };

    private static NpgsqlParameter<T[]> Array<T>(
        NpgsqlDbType element, StoredKey[] keys, Func<StoredKey, T> of) =>
        new()
        {
            TypedValue = System.Array.ConvertAll(keys, key => of(key)),
            NpgsqlDbType = NpgsqlDbType.Array | element,
        };
}
