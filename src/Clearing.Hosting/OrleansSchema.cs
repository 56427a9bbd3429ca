using Npgsql;

namespace Clearing.Hosting;

/// <summary>Orleans' own tables in PostgreSQL: membership, reminders, grain storage.</summary>
/// <remarks>
/// The scripts that create them belong to Orleans and are not part of this project. They are not
/// repeatable, so each one runs only if its table is missing.
/// </remarks>
public static class OrleansSchema
{
    internal const string Invariant = "Npgsql";

    /// <summary>Where an operator finds the scripts.</summary>
    internal const string WhereFrom =
        "https://github.com/dotnet/orleans, folder src/AdoNet, of the version in use: "
        + "PostgreSQL-Main.sql, -Clustering.sql, -Persistence.sql, -Reminders.sql";

    // The order matters, because the later scripts need the first.
    private static readonly (string Script, string Table)[] Scripts =
    [
        ("PostgreSQL-Main.sql", "orleansquery"),
        ("PostgreSQL-Clustering.sql", "orleansmembershiptable"),
        ("PostgreSQL-Persistence.sql", "orleansstorage"),
        ("PostgreSQL-Reminders.sql", "orleansreminderstable"),
    ];

    /// <summary>Checks that the tables exist.</summary>
    /// <param name="connectionString">The database.</param>
    /// <exception cref="WrongSettingException">
    /// The database cannot be reached, or tables are missing.
    /// </exception>
    public static void Check(string connectionString)
    {
        var missing = Run(connectionString, connection => Missing(connection).ToList());
        if (missing.Count > 0)
        {
            throw new WrongSettingException(
                $"The database of Cluster:ConnectionString lacks {missing[0].Table}: run "
                + $"'clearing-silo schema --scripts <folder>' with the scripts of {WhereFrom}.");
        }
    }

    /// <summary>Runs all scripts whose tables are missing in one transaction.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="folder">The folder of the scripts; null if the operator named none.</param>
    /// <returns>The scripts that were run.</returns>
    public static IReadOnlyList<string> Install(string connectionString, string? folder) =>
        Run(connectionString, connection =>
        {
            using var transaction = connection.BeginTransaction();
            Execute(
                connection, "SELECT pg_advisory_xact_lock(hashtext('clearing orleans schema'))");
            var missing = Missing(connection).ToList();
            foreach (var (script, _) in missing) { Execute(connection, Text(folder, script)); }
            transaction.Commit();
            return missing.ConvertAll(entry => entry.Script);
        });

    private static string Text(string? folder, string script)
    {
        var path = Path.Combine(folder ?? "", script);
        return folder is not null && File.Exists(path)
            ? File.ReadAllText(path)
            : throw new WrongSettingException(
                $"--scripts must name a folder that holds {script}; get it from {WhereFrom}.");
    }

    private static IEnumerable<(string Script, string Table)> Missing(NpgsqlConnection connection)
    {
        foreach (var entry in Scripts)
        {
            using var find = new NpgsqlCommand("SELECT to_regclass($1) IS NULL", connection);
            find.Parameters.Add(new() { Value = entry.Table });
            if (find.ExecuteScalar() is true) { yield return entry; }
        }
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static T Run<T>(string connectionString, Func<NpgsqlConnection, T> work)
    {
        try
        {
            using var connection = new NpgsqlConnection(connectionString);
            connection.Open();
            return work(connection);
        }
        catch (Exception failed) when (failed is NpgsqlException or ArgumentException)
        {
            throw new WrongSettingException(
                $"The database of Cluster:ConnectionString cannot be used: {failed.Message}",
                failed);
        }
    }
}
