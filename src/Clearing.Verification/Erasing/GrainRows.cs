using Clearing.Grains.Events;
using Clearing.Journal;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Clearing.Verification.Erasing;

/// <summary>Orleans' own rows beside a journal: snapshots and reminders of grains.</summary>
/// <param name="options">The journal.</param>
public sealed class GrainRows(JournalOptions options)
{
    private const string Sqlite = """
        DELETE FROM grain_state WHERE key = $key;
        DELETE FROM reminder WHERE key = $key;
        """;

    /// <summary>
    /// Refuses if a silo of the cluster is alive, or if nothing in the database tells. The journal
    /// is locked anyway, but a silo that has lost its connections holds no lock.
    /// </summary>
    /// <param name="isNoCluster">True if the operator says that no silo uses the database.</param>
    /// <exception cref="ErasureRefusedException">
    /// A silo told that it is alive, or the database has no membership table.
    /// </exception>
    public async Task RequireNoSilo(bool isNoCluster = false)
    {
        if (options.ConnectionString is not { } connection) { return; }
        await using var source = NpgsqlDataSource.Create(connection);
        if (!await Has(source, "orleansmembershiptable"))
        {
            if (isNoCluster) { return; }
            throw new ErasureRefusedException(
                "the database has no table of silos (orleansmembershiptable), so that nobody can "
                + "tell whether one runs; stop all silos and say --no-cluster");
        }
        await using var alive = source.CreateCommand("""
            SELECT count(*) FROM orleansmembershiptable
            WHERE status = 3 AND iamalivetime > (now() AT TIME ZONE 'utc') - interval '10 minutes'
            """);
        if (await alive.ExecuteScalarAsync() is > 0L)
        {
            throw new ErasureRefusedException(
                "a silo is alive, or was 10 minutes ago and did not end in order; stop all silos");
        }
    }

    /// <summary>Removes the rows of the grains of a seller's streams.</summary>
    /// <param name="streams">The names that the streams had.</param>
    public Task Forget(IEnumerable<string> streams)
    {
        string[] keys = [.. streams.Select(name => name[(name.IndexOf('/') + 1)..]).Distinct()];
        return options.ConnectionString is { } connection
            ? ForgetInPostgres(connection, keys)
            : Task.Run(() => ForgetInSqlite(keys));
    }

    /// <summary>
    /// Removes the stored parts of markets' histories, which name the seller. The markets need no
    /// others: they are settled, and are folded from the journal.
    /// </summary>
    /// <param name="streams">Names of streams; those of markets count.</param>
    public Task ForgetHistories(IEnumerable<string> streams)
    {
        string[] keys =
        [
            .. streams.Where(name => name.StartsWith(Streams.MarketPrefix, StringComparison.Ordinal))
                .Select(name => name[Streams.MarketPrefix.Length..]),
        ];
        return options.ConnectionString is { } connection
            ? ForgetHistoriesInPostgres(connection, keys)
            : Task.Run(() => ForgetInSqlite(
                keys, "DELETE FROM grain_state WHERE grain = 'round' AND key = $key"));
    }

    private void ForgetInSqlite(string[] keys, string delete = Sqlite)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.Path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT count(*) FROM sqlite_master WHERE name IN ('grain_state', 'reminder')";
        if (command.ExecuteScalar() is not 2L) { return; }
        command.CommandText = "PRAGMA secure_delete = ON";
        command.ExecuteNonQuery();
        command.CommandText = delete;
        var key = command.Parameters.Add("$key", SqliteType.Text);
        foreach (var one in keys)
        {
            key.Value = one;
            command.ExecuteNonQuery();
        }
    }

    private static async Task ForgetInPostgres(string connection, string[] keys)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        if (await Has(source, "orleansstorage"))
        {
            await Run(source, "DELETE FROM orleansstorage WHERE grainidextensionstring = ANY ($1)", [
                .. keys.SelectMany(key => new[] { key, $"seller/{key}" })]);
        }
        if (await Has(source, "orleansreminderstable"))
        {
            await Run(
                source,
                "DELETE FROM orleansreminderstable "
                + "WHERE substr(grainid, strpos(grainid, '/') + 1) = ANY ($1)",
                keys);
        }
    }

    private static async Task ForgetHistoriesInPostgres(string connection, string[] keys)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        if (!await Has(source, "orleansstorage")) { return; }
        await Run(
            source,
            "DELETE FROM orleansstorage WHERE graintypestring LIKE 'market-%' "
            + "AND grainidextensionstring = ANY ($1)",
            [.. keys.Select(key => $"round/{key}")]);
    }

    private static async Task<bool> Has(NpgsqlDataSource source, string table)
    {
        await using var find = source.CreateCommand("SELECT to_regclass($1) IS NOT NULL");
        find.Parameters.Add(new() { Value = table });
        return await find.ExecuteScalarAsync() is true;
    }

    private static async Task Run(NpgsqlDataSource source, string sql, string[] keys)
    {
        await using var command = source.CreateCommand(sql);
        // The tables have no index on the names.
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = keys });
        await command.ExecuteNonQueryAsync();
    }
}
