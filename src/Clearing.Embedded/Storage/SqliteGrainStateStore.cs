using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace Clearing.Embedded;

/// <summary>Grain state in a SQLite file.</summary>
/// <param name="tables">The file.</param>
public sealed class SqliteGrainStateStore(SqliteTables tables) : IGrainStateStore
{
    /// <inheritdoc/>
    public Task<StoredState?> Read(StateKey key) => tables.Read(connection =>
    {
        using var command = Command(connection, key, """
            SELECT payload, etag FROM grain_state
            WHERE grain = $grain AND key = $key AND name = $name
            """);
        using var reader = command.ExecuteReader();
        return reader.Read() ? new StoredState(reader.GetString(0), reader.GetInt64(1)) : null;
    });

    /// <inheritdoc/>
    public Task<long> Write(StateKey key, string payload, long etag) => tables.Write(connection =>
    {
        using var command = Command(connection, key, etag == 0
            ? """
              INSERT INTO grain_state (grain, key, name, etag, payload)
              VALUES ($grain, $key, $name, 1, $payload) ON CONFLICT DO NOTHING
              """
            : """
              UPDATE grain_state SET payload = $payload, etag = etag + 1
              WHERE grain = $grain AND key = $key AND name = $name AND etag = $etag
              """);
        command.Parameters.AddWithValue("$payload", payload);
        command.Parameters.AddWithValue("$etag", etag);
        return command.ExecuteNonQuery() == 1 ? etag + 1 : throw Conflict(key, etag);
    });

    /// <inheritdoc/>
    public Task Clear(StateKey key, long etag) => tables.Write(connection =>
    {
        using var command = Command(connection, key, """
            DELETE FROM grain_state
            WHERE grain = $grain AND key = $key AND name = $name AND etag = $etag
            """);
        command.Parameters.AddWithValue("$etag", etag);
        if (command.ExecuteNonQuery() == 1)
        {
            return true;
        }
        using var rest = Command(connection, key, """
            SELECT COUNT(*) FROM grain_state
            WHERE grain = $grain AND key = $key AND name = $name
            """);
        return (long)rest.ExecuteScalar()! == 0 ? true : throw Conflict(key, etag);
    });

    private static InconsistentStateException Conflict(StateKey key, long etag) =>
        new($"{key} was written since etag {etag}.");

    private static SqliteCommand Command(SqliteConnection connection, StateKey key, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$grain", key.Grain);
        command.Parameters.AddWithValue("$key", key.Key);
        command.Parameters.AddWithValue("$name", key.Name);
        return command;
    }
}
