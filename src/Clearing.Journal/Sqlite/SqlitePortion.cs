using Microsoft.Data.Sqlite;

namespace Clearing.Journal;

/// <summary>A part of a stream in memory; the list is used again for the next part.</summary>
internal sealed class SqlitePortion(int rows, long maxBytes)
{
    // Few types occur again and again: one string for each is enough.
    private readonly Dictionary<int, string> _types = [];
    private int _rows = rows;
    private bool _full;

    public List<StoredEvent> Events { get; } = [];

    /// <summary>Whether there may be more; it is read in portions of that many rows.</summary>
    public bool Continue(int rows)
    {
        _rows = rows;
        return _full;
    }

    public void Read(
        Func<SqliteConnection> rent, Action<SqliteConnection> free, string stream, long after)
    {
        Events.Clear();
        var connection = rent();
        try
        {
            using var statement = new SqliteStatement(connection, """
                SELECT version, type, payload, recorded_at FROM journal
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
            Events.Add(new(statement.Int64(0), Type(statement.Utf8(1)), payload, recordedAt));
            bytes += payload.Length;
            _full = Events.Count >= _rows || bytes >= maxBytes;
        }
    }

    private string Type(ReadOnlySpan<byte> utf8)
    {
        var hash = new HashCode();
        hash.AddBytes(utf8);
        var key = hash.ToHashCode();
        if (_types.TryGetValue(key, out var known) && Same(known, utf8))
        {
            return known;
        }
        return _types[key] = System.Text.Encoding.UTF8.GetString(utf8);
    }

    private static bool Same(string known, ReadOnlySpan<byte> utf8)
    {
        Span<byte> bytes = stackalloc byte[JournalLimits.TypeLength * 3];
        return System.Text.Encoding.UTF8.TryGetBytes(known, bytes, out var length)
            && bytes[..length].SequenceEqual(utf8);
    }
}
