using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Clearing.Journal;

/// <summary>
/// Reads a SQLite journal, even while a server writes it. It is safe for concurrent use.
/// </summary>
/// <remarks>
/// It reads in portions on the thread pool. Each portion has its own connection, released before
/// the portion is handed out, so that a slow caller never holds on to the database's log.
/// </remarks>
public sealed class SqliteJournalReader : IReadOnlyJournal
{
    private const int FirstPortion = 100;
    private const int Portion = 2_000;
    private const long PortionBytes = 4L << 20;
    private readonly SqliteFile _file;
    private readonly ConcurrentBag<SqliteConnection> _free = [];
    private volatile bool _closed;

    internal SqliteJournalReader(SqliteFile file) => _file = file;

    /// <inheritdoc />
    public async IAsyncEnumerable<StoredEvent> Read(
        string stream,
        long afterVersion,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        if (!JournalLimits.CanBeName(stream))
        {
            yield break;
        }
        var portion = new SqlitePortion(FirstPortion, PortionBytes);
        do
        {
            await Task.Run(() => portion.Read(_file, Rent, Return, stream, afterVersion),
                cancellationToken).ConfigureAwait(false);
            foreach (var stored in portion.Events)
            {
                cancellationToken.ThrowIfCancellationRequested();
                afterVersion = stored.Version;
                yield return stored;
            }
        }
        while (portion.Continue(Portion));
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StreamInfo> Streams(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (!JournalLimits.IsText(prefix))
        {
            yield break;
        }
        string? after = null;
        List<StreamInfo> portion;
        do
        {
            portion = await Task.Run(() => List(prefix, after), cancellationToken)
                .ConfigureAwait(false);
            foreach (var stream in portion)
            {
                cancellationToken.ThrowIfCancellationRequested();
                after = stream.Name;
                yield return stream;
            }
        }
        while (portion.Count == Portion);
    }

    /// <summary>Closes the connections that are not in use.</summary>
    public ValueTask DisposeAsync()
    {
        _closed = true;
        CloseFree();
        return ValueTask.CompletedTask;
    }

    /// <summary>Opens a connection, to refuse a file that is not a journal right away.</summary>
    internal void Probe() => Return(_file.OpenForReading());

    private List<StreamInfo> List(string prefix, string? after)
    {
        var connection = Rent();
        try
        {
            // There is one of two lower bounds; the index on the names gives the order.
            using var statement = new SqliteStatement(connection, $"""
                SELECT name, (SELECT max(version) FROM journal WHERE stream = id)
                FROM streams WHERE name {(after is null ? ">=" : ">")} ?1 ORDER BY name LIMIT ?2
                """);
            statement.Bind(1, after ?? prefix);
            statement.Bind(2, Portion);
            var found = new List<StreamInfo>();
            while (statement.Step())
            {
                var name = statement.Text(0);
                if (!name.StartsWith(prefix, StringComparison.Ordinal))
                {
                    break;
                }
                found.Add(new(name, statement.Int64(1)));
            }
            return found;
        }
        finally
        {
            Return(connection);
        }
    }

    private SqliteConnection Rent()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return _free.TryTake(out var connection) ? connection : _file.OpenForReading();
    }

    private void Return(SqliteConnection connection)
    {
        _free.Add(connection);
        if (_closed)
        {
            CloseFree();
        }
    }

    private void CloseFree()
    {
        while (_free.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }
}
