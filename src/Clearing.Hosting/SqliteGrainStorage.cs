using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace Clearing.Hosting;

/// <summary>Grain storage for a single machine, in a SQLite file.</summary>
/// <param name="tables">The file.</param>
public sealed class SqliteGrainStorage(SqliteTables tables) : IGrainStorage
{
    private static readonly SnapshotSerializer Json = new();

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // A large state is read off the grain's turn, which may have other work meanwhile.
        var row = await tables.Read(connection => Read(connection, grainId, stateName))
            .ConfigureAwait(false);
        if (row is not var (payload, etag))
        {
            Forget(grainState);
            return;
        }
        grainState.State = Json.Deserialize<T>(BinaryData.FromString(payload))!;
        Note(grainState, etag);
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (seen, payload) = (Etag(grainState), Json.Serialize(grainState.State).ToString());
        Note(grainState, await tables.Write(connection =>
            Write(connection, grainId, stateName, payload, seen)));
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var seen = Etag(grainState);
        await tables.Write(connection => Clear(connection, grainId, stateName, seen));
        Forget(grainState);
    }

    private static (string Payload, long Etag)? Read(
        SqliteConnection connection, GrainId grain, string name)
    {
        using var command = Command(connection, grain, name, """
            SELECT payload, etag FROM grain_state
            WHERE grain = $grain AND key = $key AND name = $name
            """);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetString(0), reader.GetInt64(1)) : null;
    }

    private static long Write(
        SqliteConnection connection, GrainId grain, string name, string payload, long etag)
    {
        using var command = Command(connection, grain, name, etag == 0
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
        return command.ExecuteNonQuery() == 1 ? etag + 1 : throw Conflict(grain, name, etag);
    }

    private static bool Clear(SqliteConnection connection, GrainId grain, string name, long etag)
    {
        using var command = Command(connection, grain, name, """
            DELETE FROM grain_state
            WHERE grain = $grain AND key = $key AND name = $name AND etag = $etag
            """);
        command.Parameters.AddWithValue("$etag", etag);
        return command.ExecuteNonQuery() == 1 || Read(connection, grain, name) is null
            ? true
            : throw Conflict(grain, name, etag);
    }

    private static InconsistentStateException Conflict(GrainId grain, string name, long etag) =>
        new($"State '{name}' of {grain} was written since etag {etag}.");

    private static long Etag<T>(IGrainState<T> state) =>
        state.ETag is { } text
            ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : 0;

    private static void Note<T>(IGrainState<T> state, long etag) =>
        (state.ETag, state.RecordExists) = (FormattableString.Invariant($"{etag}"), true);

    private static void Forget<T>(IGrainState<T> state)
    {
        state.State = Activator.CreateInstance<T>();
        (state.ETag, state.RecordExists) = (null!, false);
    }

    private static SqliteCommand Command(
        SqliteConnection connection, GrainId grain, string name, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$grain", grain.Type.ToString());
        command.Parameters.AddWithValue("$key", grain.Key.ToString());
        command.Parameters.AddWithValue("$name", name);
        return command;
    }
}
