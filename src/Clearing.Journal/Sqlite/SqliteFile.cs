using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Clearing.Journal;

/// <summary>Opens connections to a journal's file and creates its tables.</summary>
internal sealed class SqliteFile(SqliteJournalOptions options)
{
    // PRAGMA synchronous as a number.
    private const long Full = 2;

    private volatile string? _link;

    public string Path { get; } = Resolve(options.Path);

    public TimeSpan BusyTimeout => options.BusyTimeout;

    /// <summary>
    /// Opens the writing connection and creates the file and its tables if they are missing.
    /// </summary>
    /// <exception cref="JournalOpenException">
    /// The file is not a journal that this program can write.
    /// </exception>
    public SqliteConnection OpenForWriting() => Open(SqliteOpenMode.ReadWriteCreate, connection =>
    {
        FlushEachCommit(connection);
        // The log may grow to 16 MiB before it is copied back, which saves writes of the same page.
        Run(connection, "PRAGMA wal_autocheckpoint = 4000");
        Run(connection, "PRAGMA journal_size_limit = 67108864");
        Run(connection, "PRAGMA cache_size = -65536");
        if (options.MaxPages > 0)
        {
            Run(connection, $"PRAGMA max_page_count = {options.MaxPages}");
        }
        SqliteSchema.Make(connection, CheckVersion(connection));
        PrivateFile.Narrow(Path, Path + "-wal", Path + "-shm");
    });

    /// <summary>Opens a read-only connection, whether or not a server runs.</summary>
    /// <exception cref="JournalOpenException">
    /// The file is not a journal that this program can read.
    /// </exception>
    public SqliteConnection OpenForReading() => Open(SqliteOpenMode.ReadOnly, connection =>
    {
        if (CheckVersion(connection) is null)
        {
            throw new JournalOpenException(Path, "it is a SQLite database without a journal");
        }
    });

    /// <summary>The expression for an event's link in a query on this file.</summary>
    public string LinkIn(SqliteConnection connection)
    {
        // A server may upgrade the tables while they are read.
        if (_link is { } known && known != SqliteSchema.LinkIn(SqliteSchema.OldestVersion))
        {
            return known;
        }
        return _link = SqliteSchema.LinkIn(SqliteSchema.VersionIn(connection));
    }

    /// <summary>Copies the log back into the file, flushes the file, and empties the log.</summary>
    /// <returns>False if a reader holds on to the log.</returns>
    /// <remarks>
    /// After a failed flush the log may hold commits that exist only in the system's cache, and
    /// later appends would be lost with them. Copying the log back and flushing makes them safe.
    /// </remarks>
    public static bool EmptyLog(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        return command.ExecuteScalar() is 0L;
    }

    /// <summary>Checks the path, for which SQLite only reports "unable to open".</summary>
    /// <exception cref="JournalOpenException">
    /// The folder is missing, or the path is a folder.
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
            // SQLite gives its log the mode of the file.
            if (mode != SqliteOpenMode.ReadOnly) { PrivateFile.Make(Path); }
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
        catch (UnauthorizedAccessException denied)
        {
            throw new JournalOpenException(
                Path, "the file or its folder cannot be read or created", denied);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    // WAL with FULL flushes the log before each commit returns, so that what is acknowledged is
    // durable. SQLite may use other values without an error, so they are checked.
    private void FlushEachCommit(SqliteConnection connection)
    {
        Run(connection, "PRAGMA journal_mode = WAL");
        Run(connection, "PRAGMA synchronous = FULL");
        var (mode, synchronous) =
            (Ask(connection, "PRAGMA journal_mode"), Ask(connection, "PRAGMA synchronous"));
        if (mode is not "wal" || synchronous is not Full)
        {
            throw new JournalOpenException(
                Path,
                $"SQLite does not flush each commit (journal_mode {mode}, synchronous {synchronous})");
        }
    }

    private long? CheckVersion(SqliteConnection connection)
    {
        var version = SqliteSchema.VersionIn(connection);
        return version is null or (>= SqliteSchema.OldestVersion and <= SqliteSchema.Version)
            ? version
            : throw new JournalOpenException(
                Path,
                $"its tables have version {version}, "
                + $"this program knows versions up to {SqliteSchema.Version}");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
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
        // Two names of one file must lead to one lock.
        return File.Exists(full)
            ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full
            : full;
    }
}
