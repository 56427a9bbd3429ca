using System.Diagnostics;
using System.Runtime.CompilerServices;
using Clearing.Sealing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Clearing.Journal;

/// <summary>The keys in a journal's SQLite file, on a connection of their own.</summary>
/// <remarks>
/// Any number of programs can have the table open besides the journal's server. A destroyed key is
/// overwritten in the file, and in the log as soon as no reader holds on to it.
/// </remarks>
public sealed class SqliteKeyTable : IKeyTable
{
    private const int Portion = 1_000;
    private readonly SqliteFile _file;
    private readonly bool _writes;
    private readonly SemaphoreSlim _free = new(1);
    private SqliteConnection? _connection;

    private SqliteKeyTable(SqliteFile file, bool writes) => (_file, _writes) = (file, writes);

    /// <summary>Opens the table, and creates the file's tables if they are missing.</summary>
    /// <exception cref="JournalOpenException">
    /// The table cannot be opened; the message says why.
    /// </exception>
    public static SqliteKeyTable Open(SqliteJournalOptions options) => Open(options, writes: true);

    /// <summary>Opens the table of an existing journal for reading.</summary>
    /// <exception cref="JournalOpenException">
    /// The table cannot be opened; the message says why.
    /// </exception>
    public static SqliteKeyTable OpenForReading(string path) =>
        Open(new() { Path = path }, writes: false);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredKey>> Find(IReadOnlyList<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        return Run<IReadOnlyList<StoredKey>>(connection =>
        {
            var found = new List<StoredKey>();
            if (!SqliteSchema.HasKeys(connection)) { return found; }
            using var find = new SqliteStatement(connection, SqliteKeyRows.OfScope);
            foreach (var scope in scopes)
            {
                find.Bind(1, scope);
                SqliteKeyRows.Read(find, found);
            }
            return found;
        });
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredKey>> Add(IReadOnlyList<StoredKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return Run<IReadOnlyList<StoredKey>>(connection =>
        {
            var stand = new List<StoredKey>();
            Write(connection, () =>
            {
                using var add = new SqliteStatement(connection, SqliteKeyRows.Insert);
                using var find = new SqliteStatement(connection, SqliteKeyRows.OfNumber);
                foreach (var key in keys)
                {
                    SqliteKeyRows.Bind(add, key);
                    add.Run();
                    find.Bind(1, key.Scope);
                    find.Bind(2, key.Number);
                    SqliteKeyRows.Read(find, stand);
                }
            });
            return stand;
        });
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredKey> All(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (scope, number) = ("", 0L);
        List<StoredKey> portion;
        do
        {
            portion = await Run(connection => After(connection, scope, number))
                .ConfigureAwait(false);
            foreach (var key in portion)
            {
                cancellationToken.ThrowIfCancellationRequested();
                (scope, number) = (key.Scope, key.Number);
                yield return key;
            }
        }
        while (portion.Count == Portion);
    }

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _free.WaitAsync().ConfigureAwait(false);
        _connection?.Dispose();
        _connection = null;
    }

    private static SqliteKeyTable Open(SqliteJournalOptions options, bool writes)
    {
        ArgumentNullException.ThrowIfNull(options);
        var table = new SqliteKeyTable(new SqliteFile(options), writes);
        table._connection = table.Connect();
        return table;
    }

    private static List<StoredKey> After(SqliteConnection connection, string scope, long number)
    {
        if (!SqliteSchema.HasKeys(connection)) { return []; }
        using var list = new SqliteStatement(connection, SqliteKeyRows.After);
        list.Bind(1, scope);
        list.Bind(2, number);
        list.Bind(3, Portion);
        var found = new List<StoredKey>();
        SqliteKeyRows.Read(list, found);
        return found;
    }

    /// <inheritdoc/>
    public Task<bool> Replace(StoredKey known, StoredKey next) => Run(connection =>
    {
        var changed = 0;
        Write(connection, () =>
        {
            using var update = new SqliteStatement(connection, SqliteKeyRows.Update);
            SqliteKeyRows.Bind(update, next);
            update.Bind(6, known.Kek);
            update.BindBytes(7, known.Wrapped.Span);
            update.Run();
            changed = raw.sqlite3_changes(connection.Handle);
        });
        // The log still has the old row; if a reader holds on to the log, it is emptied later.
        SqliteFile.EmptyLog(connection);
        return changed > 0;
    });

    /// <inheritdoc/>
    public Task<int> Bury(string scope, string grave, DateTimeOffset at) => Run(connection =>
    {
        var buried = 0;
        Write(connection, () =>
        {
            using var bury = new SqliteStatement(connection, SqliteKeyRows.Bury);
            bury.Bind(1, scope);
            bury.Bind(2, grave);
            bury.Bind(3, at.ToUnixTimeMilliseconds());
            bury.Run();
            buried = raw.sqlite3_changes(connection.Handle);
        });
        SqliteFile.EmptyLog(connection);
        return buried;
    });

    private SqliteConnection Connect()
    {
        if (!_writes) { return _file.OpenForReading(); }
        var connection = _file.OpenForWriting();
        // The remains of a destroyed key in the file are overwritten with zeros.
        using var secure = connection.CreateCommand();
        secure.CommandText = "PRAGMA secure_delete = ON";
        secure.ExecuteNonQuery();
        raw.sqlite3_busy_timeout(connection.Handle, 1);
        return connection;
    }

    private async Task<T> Run<T>(Func<SqliteConnection, T> act)
    {
        await _free.WaitAsync().ConfigureAwait(false);
        try
        {
            return await Task.Run(() => act(_connection ??= Connect())).ConfigureAwait(false);
        }
        catch
        {
            // The memory of a failed connection cannot be trusted.
            _connection?.Dispose();
            _connection = null;
            throw;
        }
        finally
        {
            _free.Release();
        }
    }

    // This retries every millisecond, because the journal's writer hardly ever pauses for longer.
    private void Write(SqliteConnection connection, Action write)
    {
        using var begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
        using var commit = new SqliteStatement(connection, "COMMIT");
        for (var began = Stopwatch.GetTimestamp(); !begin.TryRun();)
        {
            if (Stopwatch.GetElapsedTime(began) > _file.BusyTimeout)
            {
                throw new SqliteException(
                    "Another connection kept the database locked.", raw.SQLITE_BUSY);
            }
        }
        write();
        commit.Run();
    }
}
