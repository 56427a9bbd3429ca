using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Clearing.Journal;

/// <summary>The thread that writes to a SQLite journal, as SQLite blocks on a flush.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteFile _file;
    private readonly TimeProvider _clock;
    private readonly BlockingCollection<Work> _work = [];
    private readonly Thread _thread;
    private SqliteBatchWriter? _batches;

    public SqliteWriter(SqliteFile file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
        var connection = file.OpenForWriting();
        // This may fail harmlessly, because a reader may hold on to the log.
        SqliteFile.EmptyLog(connection);
        _batches = new(connection, file.BusyTimeout);
        _thread = new Thread(Run) { IsBackground = true, Name = "journal writer" };
        _thread.Start();
    }

    public Task<IReadOnlyList<AppendStatus>> Write(IReadOnlyList<StreamAppend> batch)
    {
        var work = new Work(batch);
        _work.Add(work);
        return work.Done.Task;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _batches?.Dispose();
        _work.Dispose();
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            try
            {
                _batches ??= Recover();
                work.Done.SetResult(
                    _batches.Write(work.Batch, _clock.GetUtcNow().ToUnixTimeMilliseconds()));
            }
            catch (Exception failed)
            {
                Abandon();
                work.Done.SetException(failed);
            }
        }
    }

    // The memory of a failed connection cannot be trusted; only the file can.
    private void Abandon()
    {
        var broken = _batches;
        _batches = null;
        broken?.Abandon();
    }

    private SqliteBatchWriter Recover()
    {
        var connection = _file.OpenForWriting();
        if (!SqliteFile.EmptyLog(connection))
        {
            connection.Dispose();
            throw new SqliteException("A reader keeps the log from being recovered.",
            raw.SQLITE_BUSY);
        }
        return new(connection, _file.BusyTimeout);
    }

    private sealed record Work(IReadOnlyList<StreamAppend> Batch)
    {
        public TaskCompletionSource<IReadOnlyList<AppendStatus>> Done { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
