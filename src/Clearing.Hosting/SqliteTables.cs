using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Clearing.Hosting;

/// <summary>Reminders and grain storage for a single machine, in a SQLite file.</summary>
/// <remarks>
/// The journal may be in the same file. One thread owns the single connection and commits all
/// waiting writes together, so that one sync to disk serves many grains. A failed write is undone
/// without affecting the others.
/// </remarks>
public sealed class SqliteTables : IDisposable
{
    private const int MaxAtOnce = 1_000;

    private const string Schema = """
        PRAGMA busy_timeout = 30000;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS grain_state (
          grain TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
          etag INTEGER NOT NULL, payload TEXT NOT NULL,
          PRIMARY KEY (grain, key, name)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS reminder (
          grain TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
          first_tick_ticks INTEGER NOT NULL, period_ticks INTEGER NOT NULL,
          due_ticks INTEGER NOT NULL,
          PRIMARY KEY (grain, key, name)) WITHOUT ROWID;
        """;

    // Nothing reads this column any more, but a server of an earlier version would, if it were
    // started again.
    private const string DueColumn = """
        SELECT COUNT(*) FROM pragma_table_info('reminder') WHERE name = 'due_ticks'
        """;

    private const string AddDueColumn =
        "ALTER TABLE reminder ADD COLUMN due_ticks INTEGER NOT NULL DEFAULT 0;";

    // Many grains add concurrently; none of them waits for another or for the thread.
    private readonly Channel<Unit> _waiting =
        Channel.CreateUnbounded<Unit>(new() { SingleReader = true });

    private readonly SqliteConnection _connection;
    private readonly Thread _thread;

    /// <summary>Opens a file and creates missing tables.</summary>
    /// <param name="path">The file. It is created if missing, but its directory is not.</param>
    /// <exception cref="SqliteException">The file cannot be opened or written.</exception>
    public SqliteTables(string path)
    {
        _connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        _connection.Open();
        Execute(Schema);
        if (!HasDueColumn()) { Execute(AddDueColumn); }
        _thread = new(Serve) { IsBackground = true, Name = "grain tables" };
        _thread.Start();
    }

    /// <summary>Commits all waiting writes, then closes the file.</summary>
    public void Dispose()
    {
        _waiting.Writer.Complete();
        _thread.Join();
        _connection.Dispose();
    }

    /// <summary>Runs read-only work.</summary>
    internal Task<T> Read<T>(Func<SqliteConnection, T> work) => Add(new Unit<T>(work, false));

    /// <summary>Runs work in a transaction and completes when the transaction is durable.</summary>
    internal Task<T> Write<T>(Func<SqliteConnection, T> work) => Add(new Unit<T>(work, true));

    private Task<T> Add<T>(Unit<T> unit)
    {
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(unit), this);
        return unit.Done.Task;
    }

    private void Serve()
    {
        List<Unit> batch = [];
        var waiting = _waiting.Reader;
        while (waiting.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MaxAtOnce && waiting.TryRead(out var next)) { batch.Add(next); }
            batch.FindAll(unit => !unit.Writes).ForEach(unit => unit.Run(_connection));
            var writes = batch.FindAll(unit => unit.Writes);
            if (writes.Count > 0) { Commit(writes); }
            batch.ForEach(unit => unit.Tell());
            batch.Clear();
        }
    }

    private void Commit(List<Unit> writes)
    {
        try
        {
            Execute("BEGIN IMMEDIATE;");
            foreach (var unit in writes)
            {
                Execute("SAVEPOINT unit;");
                Execute(unit.Run(_connection)
                    ? "RELEASE unit;"
                    : "ROLLBACK TO unit; RELEASE unit;");
            }
            Execute("COMMIT;");
        }
        catch (SqliteException exception)
        {
            Undo();
            writes.ForEach(unit => unit.Fail(exception));
        }
    }

    private void Undo()
    {
        try
        {
            Execute("ROLLBACK;");
        }
        catch (SqliteException)
        {
            // Some failures have already ended the transaction, so nothing is left to undo.
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private bool HasDueColumn()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = DueColumn;
        return command.ExecuteScalar() is > 0L;
    }

    private abstract class Unit(bool writes)
    {
        internal bool Writes => writes;

        internal Exception? Failure { get; private set; }

        internal void Fail(Exception exception) => Failure ??= exception;

        internal abstract bool Run(SqliteConnection connection);

        internal abstract void Tell();
    }

    private sealed class Unit<T>(Func<SqliteConnection, T> work, bool writes) : Unit(writes)
    {
        private T _result = default!;

        internal TaskCompletionSource<T> Done { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal override bool Run(SqliteConnection connection)
        {
            try
            {
                _result = work(connection);
                return true;
            }
            catch (Exception exception)
            {
                Fail(exception);
                return false;
            }
        }

        internal override void Tell()
        {
            if (Failure is null) { Done.SetResult(_result); }
            else { Done.SetException(Failure); }
        }
    }
}
