using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Clearing.Journal;

/// <summary>Opens connections to a journal's file and keeps its tables.</summary>
internal sealed class SqliteFile(SqliteJournalOptions options)
{
    /// <summary>The version of the tables that this program writes.</summary>
    public const int SchemaVersion = 1;

    // Rows in the sequence of writing, the key in an index of its own: a batch for a thousand
    // streams was written two to four times as fast as into a table clustered by the key.
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
            PRIMARY KEY (stream, version));
        CREATE VIEW IF NOT EXISTS events AS
            SELECT s.name AS stream, j.version, j.type, j.payload,
                strftime('%Y-%m-%dT%H:%M:%S', j.recorded_at / 1000, 'unixepoch')
                    || printf('.%03dZ', j.recorded_at % 1000) AS recorded_at
            FROM journal j JOIN streams s ON s.id = j.stream;
        INSERT INTO clearing_schema (version)
            SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM clearing_schema);
        """;

    public string Path { get; } = Resolve(options.Path);

    public TimeSpan BusyTimeout => options.BusyTimeout;

    /// <summary>Opens the writing connection, creating file and tables where missing.</summary>
    /// <exception cref="JournalOpenException">
    /// Not a journal that this program can write.
    /// </exception>
    public SqliteConnection OpenForWriting() => Open(SqliteOpenMode.ReadWriteCreate, connection =>
    {
        // WAL with FULL flushes the log before each commit returns: acknowledged is durable.
        Run(connection, "PRAGMA journal_mode = WAL");
        Run(connection, "PRAGMA synchronous = FULL");
        // The log may grow to 16 MiB before it is copied back: fewer writes of the same page.
        Run(connection, "PRAGMA wal_autocheckpoint = 4000");
        Run(connection, "PRAGMA journal_size_limit = 67108864");
        Run(connection, "PRAGMA cache_size = -65536");
        if (options.MaxPages > 0)
        {
            Run(connection, $"PRAGMA max_page_count = {options.MaxPages}");
        }
        CheckVersion(connection);
        if (Version(connection) is null)
        {
            Run(connection, "BEGIN IMMEDIATE; " + Tables + " COMMIT;");
        }
    });

    /// <summary>Opens a connection that only reads, whether or not a server runs.</summary>
    /// <exception cref="JournalOpenException">Not a journal that this program can read.</exception>
    public SqliteConnection OpenForReading() => Open(SqliteOpenMode.ReadOnly, connection =>
    {
        CheckVersion(connection);
        if (Version(connection) is null)
        {
            throw new JournalOpenException(Path, "it is a SQLite database without a journal");
        }
    });

    /// <summary>Copies the log back into the file, flushes the file, and empties the log.</summary>
    /// <returns>False when a reader holds on to the log.</returns>
    /// <remarks>
    /// After a failed flush the log may hold commits that only the system's cache has; what is
    /// appended behind them would be lost with them. Copied back and flushed, they are safe.
    /// </remarks>
    public static bool EmptyLog(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        return command.ExecuteScalar() is 0L;
    }

    /// <summary>Checks what SQLite would only call "unable to open".</summary>
    /// <exception cref="JournalOpenException">
    /// The folder is missing, or the path is one.
    /// </exception>
    public void CheckFolder()
    {
        var folder = System.IO.Path.GetDirectoryName(Path);
        if (!Directory.Exists(folder))
        {
            throw new JournalOpenException(Path, $"the folder '{folder}' does not exist");
        }
        if (Directory.Exists(Path))
        {
            throw new JournalOpenException(Path, "it is a folder");
        }
    }

    private SqliteConnection Open(SqliteOpenMode mode, Action<SqliteConnection> prepare)
    {
        CheckFolder();
        if (mode == SqliteOpenMode.ReadOnly && !File.Exists(Path))
        {
            throw new JournalOpenException(Path, "the file does not exist");
        }
        SqliteConnection? connection = null;
        try
        {
            connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = Path,
                Mode = mode,
                Pooling = false,
            }.ToString());
            connection.Open();
            var ms = (int)BusyTimeout.TotalMilliseconds;
            raw.sqlite3_busy_timeout(connection.Handle, ms);
            prepare(connection);
            return connection;
        }
        catch (SqliteException failed)
        {
            connection?.Dispose();
            throw new JournalOpenException(Path, Explain(failed), failed);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    private void CheckVersion(SqliteConnection connection)
    {
        if (Version(connection) is { } version && version != SchemaVersion)
        {
            throw new JournalOpenException(
                Path,
                $"its tables have version {version}, this program knows version {SchemaVersion}");
        }
    }

    private static long? Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM sqlite_master WHERE name = 'clearing_schema'";
        if (command.ExecuteScalar() is null)
        {
            return null;
        }
        command.CommandText = "SELECT max(version) FROM clearing_schema";
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L, CultureInfo.InvariantCulture);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Explain(SqliteException failed) => failed.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => "it is not a SQLite database",
        raw.SQLITE_CORRUPT => "the database is damaged",
        raw.SQLITE_CANTOPEN => "the file or its folder cannot be read or created",
        raw.SQLITE_READONLY => "the file or its folder is read-only",
        raw.SQLITE_FULL => "the disk is full",
        raw.SQLITE_BUSY => "another program holds it locked",
        _ => $"SQLite says '{failed.Message}'",
    };

    private static string Resolve(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = System.IO.Path.GetFullPath(path);
        // Two names of one file must find one lock.
        return File.Exists(full)
            ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full
            : full;
    }
}
