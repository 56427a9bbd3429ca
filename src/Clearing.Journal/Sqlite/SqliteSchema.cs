using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Clearing.Journal;

/// <summary>The tables of a journal in a SQLite file, and the upgrade from older ones.</summary>
internal static class SqliteSchema
{
    /// <summary>The version of the tables that this program writes.</summary>
    public const int Version = 2;

    /// <summary>
    /// The oldest version of the tables that this program reads, and upgrades when writing.
    /// </summary>
    public const int OldestVersion = 1;

    // The rows are in the order of writing, and the key has a separate index. A batch for a
    // thousand streams was written two to four times as fast as into a table clustered by the key.
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS clearing_schema (version INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS streams (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS journal (
            stream INTEGER NOT NULL,
            version INTEGER NOT NULL,
            type TEXT NOT NULL,
            payload TEXT NOT NULL,
            recorded_at INTEGER NOT NULL,
            link BLOB,
            PRIMARY KEY (stream, version));
        CREATE VIEW IF NOT EXISTS events AS
            SELECT s.name AS stream, j.version, j.type, j.payload,
                strftime('%Y-%m-%dT%H:%M:%S', j.recorded_at / 1000, 'unixepoch')
                    || printf('.%03dZ', j.recorded_at % 1000) AS recorded_at
            FROM journal j JOIN streams s ON s.id = j.stream;
        INSERT INTO clearing_schema (version)
            SELECT 2 WHERE NOT EXISTS (SELECT 1 FROM clearing_schema);
        """;

    private const string Keys = """
        CREATE TABLE IF NOT EXISTS keys (
            scope TEXT NOT NULL,
            number INTEGER NOT NULL,
            kek TEXT NOT NULL,
            wrapped BLOB,
            destroyed_at INTEGER,
            PRIMARY KEY (scope, number)) WITHOUT ROWID;
        """;

    private const string From1To2 = """
        ALTER TABLE journal ADD COLUMN link BLOB;
        UPDATE clearing_schema SET version = 2;
        """;

    /// <summary>The version of the tables in a file; null if it has none.</summary>
    public static long? VersionIn(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM sqlite_master WHERE name = 'clearing_schema'";
        if (command.ExecuteScalar() is null) { return null; }
        command.CommandText = "SELECT max(version) FROM clearing_schema";
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Creates the tables, or upgrades those of an older version, in one transaction.
    /// </summary>
    /// <param name="connection">A connection that may write.</param>
    /// <param name="version">The result of <see cref="VersionIn"/>.</param>
    public static void Make(SqliteConnection connection, long? version)
    {
        if (version == Version) { return; }
        using var command = connection.CreateCommand();
        command.CommandText =
            $"BEGIN IMMEDIATE; {(version is null ? Tables : From1To2)} {Keys} COMMIT;";
        command.ExecuteNonQuery();
    }

    /// <summary>True if there is a table of keys; tables of version 1 have none.</summary>
    public static bool HasKeys(SqliteConnection connection) => VersionIn(connection) >= 2;

    /// <summary>The column of an event's link in a query; tables of version 1 have none.</summary>
    public static string LinkIn(long? version) => version >= 2 ? "link" : "NULL";
}
