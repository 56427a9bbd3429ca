using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Clearing.Journal;

/// <summary>
/// Writes batches on one connection. After an exception, it can only be abandoned.
/// </summary>
internal sealed class SqliteBatchWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TimeSpan _busyTimeout;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _find;
    private readonly SqliteStatement _addStream;
    private readonly SqliteStatement _addEvent;

    public SqliteBatchWriter(SqliteConnection connection, TimeSpan busyTimeout)
    {
        _connection = connection;
        _busyTimeout = busyTimeout;
        raw.sqlite3_busy_timeout(connection.Handle, 1);
        _begin = new(connection, "BEGIN IMMEDIATE");
        _commit = new(connection, "COMMIT");
        _find = new(connection, """
            SELECT id, (SELECT max(version) FROM journal WHERE stream = id)
            FROM streams WHERE name = ?1
            """);
        _addStream = new(connection, "INSERT INTO streams (name) VALUES (?1)");
        _addEvent = new(connection, """
            INSERT INTO journal (stream, version, type, payload, recorded_at, link)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """);
    }

    /// <summary>Writes a batch in one transaction and returns when it is durable.</summary>
    public IReadOnlyList<AppendStatus> Write(IReadOnlyList<StreamAppend> batch, long recordedAt)
    {
        var statuses = new AppendStatus[batch.Count];
        Begin();
        _addEvent.Bind(5, recordedAt);
        for (var i = 0; i < batch.Count; i++)
        {
            statuses[i] = Write(batch[i]);
        }
        _commit.Run();
        return statuses;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _find, _addStream, _addEvent })
        {
            statement.Dispose();
        }
        _connection.Dispose();
    }

    /// <summary>
    /// Closes the connection without copying the log back; recovery does that on a new one.
    /// </summary>
    public void Abandon()
    {
        const int NoCheckpointOnClose = 1006;
        _ = raw.sqlite3_db_config(_connection.Handle, NoCheckpointOnClose, 1, out _);
        Dispose();
    }

    // SQLite's own waiting backs off to 100 ms, so a connection that writes one small transaction
    // after another would always be first. This retries every millisecond.
    private void Begin()
    {
        var began = Stopwatch.GetTimestamp();
        while (!_begin.TryRun())
        {
            if (Stopwatch.GetElapsedTime(began) > _busyTimeout)
            {
                throw new SqliteException(
                    "Another connection kept the database locked.", raw.SQLITE_BUSY);
            }
        }
    }

    private AppendStatus Write(StreamAppend append)
    {
        var (stream, version) = Find(append.Stream);
        if (version != append.ExpectedVersion)
        {
            return AppendStatus.Conflict;
        }
        if (stream == 0)
        {
            _addStream.Bind(1, append.Stream);
            _addStream.Run();
            stream = raw.sqlite3_last_insert_rowid(_connection.Handle);
        }
        _addEvent.Bind(1, stream);
        for (var i = 0; i < append.Events.Count; i++)
        {
            _addEvent.Bind(2, ++version);
            _addEvent.Bind(3, append.Events[i].Type);
            _addEvent.Bind(4, append.Events[i].Payload.Span);
            _addEvent.BindBytes(6, append.Events[i].Link.Span);
            _addEvent.Run();
        }
        return AppendStatus.Written;
    }

    private (long Stream, long Version) Find(string stream)
    {
        _find.Bind(1, stream);
        var found = _find.Step() ? (_find.Int64(0), _find.Int64(1)) : (0L, 0L);
        _find.Reset();
        return found;
    }
}
