using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Clearing.Journal;

/// <summary>Rewrites a journal in a SQLite file, on a connection of its own.</summary>
/// <remarks>What is replaced is overwritten in the file, and the log is emptied.</remarks>
internal sealed class SqliteRewriter : IJournalRewriter
{
    private readonly SqliteConnection _connection;

    public SqliteRewriter(SqliteJournalOptions options)
    {
        _connection = new SqliteFile(options).OpenForWriting();
        Run("PRAGMA secure_delete = ON");
    }

    public Task Replace(
        string stream, IReadOnlyList<(long Version, ReadOnlyMemory<byte> Payload)> rows) =>
        Write(() =>
        {
            using var replace = new SqliteStatement(_connection, """
                UPDATE journal SET payload = ?3
                WHERE version = ?2 AND stream = (SELECT id FROM streams WHERE name = ?1)
                """);
            foreach (var (version, payload) in rows)
            {
                replace.Bind(1, stream);
                replace.Bind(2, version);
                replace.Bind(3, payload.Span);
                replace.Run();
                if (raw.sqlite3_changes(_connection.Handle) != 1)
                {
                    throw new InvalidOperationException($"{stream} has no version {version}.");
                }
            }
        });

    public Task Rename(IReadOnlyList<(string From, string To)> names) => Write(() =>
    {
        using var rename = new SqliteStatement(
            _connection, "UPDATE streams SET name = ?2 WHERE name = ?1");
        foreach (var (from, to) in names)
        {
            rename.Bind(1, from);
            rename.Bind(2, to);
            rename.Run();
        }
    });

    public Task ClearFreeSpace() => Task.Run(() =>
    {
        Run("VACUUM");
        SqliteFile.EmptyLog(_connection);
    });

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private Task Write(Action write) => Task.Run(() =>
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            write();
            Run("COMMIT");
        }
        catch
        {
            Run("ROLLBACK");
            throw;
        }
        SqliteFile.EmptyLog(_connection);
    });

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
