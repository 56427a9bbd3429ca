using Microsoft.Data.Sqlite;

namespace Clearing.Journal;

/// <summary>A portion of a stream in memory; its list is reused for the next portion.</summary>
internal sealed class SqlitePortion(int rows, long maxBytes)
{
    private readonly TypeNames _types = new();
    private int _rows = rows;
    private bool _full;

    public List<StoredEvent> Events { get; } = [];

    /// <summary>True if more rows may follow a portion of at most that many rows.</summary>
    public bool Continue(int rows)
    {
        _rows = rows;
        return _full;
    }

    public void Read(
        SqliteFile file, Func<SqliteConnection> rent, Action<SqliteConnection> free, string stream,
        long after)
    {
        Events.Clear();
        var connection = rent();
        try
        {
            using var statement = new SqliteStatement(connection, $"""
                SELECT version, type, payload, recorded_at, {file.LinkIn(connection)} FROM journal
                WHERE stream = (SELECT id FROM streams WHERE name = ?1) AND version > ?2
                ORDER BY version
                """);
            statement.Bind(1, stream);
            statement.Bind(2, after);
            Fill(statement);
        }
        finally
        {
            free(connection);
        }
    }

    private void Fill(SqliteStatement statement)
    {
        var bytes = 0L;
        _full = false;
        while (!_full && statement.Step())
        {
            var payload = statement.Utf8(2).ToArray();
            var recordedAt = DateTimeOffset.FromUnixTimeMilliseconds(statement.Int64(3));
            Events.Add(new(
                statement.Int64(0), _types.Of(statement.Utf8(1)), payload, recordedAt,
                statement.Bytes(4)));
            bytes += payload.Length;
            _full = Events.Count >= _rows || bytes >= maxBytes;
        }
    }
}
