using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Clearing.Journal;

/// <summary>A prepared statement on SQLite's native interface.</summary>
/// <remarks>
/// Payloads are passed as UTF-8 bytes, without a string, parameter object or reader for each.
/// </remarks>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle
            ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v3(
            _connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public void Bind(int parameter, long value) =>
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    public void Bind(int parameter, string value) =>
        Check(raw.sqlite3_bind_text(_statement, parameter, value));

    public void Bind(int parameter, ReadOnlySpan<byte> utf8) =>
        Check(raw.sqlite3_bind_text(_statement, parameter, utf8));

    /// <summary>Binds bytes; an empty span binds NULL.</summary>
    public void BindBytes(int parameter, ReadOnlySpan<byte> bytes) => Check(bytes.IsEmpty
        ? raw.sqlite3_bind_null(_statement, parameter)
        : raw.sqlite3_bind_blob(_statement, parameter, bytes));

    /// <summary>Moves to the next row; false if there is none.</summary>
    public bool Step()
    {
        var rc = raw.sqlite3_step(_statement);
        if (rc is raw.SQLITE_ROW)
        {
            return true;
        }
        if (rc is not raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(rc, _connection);
        }
        return false;
    }

    /// <summary>Runs a statement that has no rows.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    /// <summary>Runs a statement that takes a lock; false if another connection has it.</summary>
    public bool TryRun()
    {
        var rc = raw.sqlite3_step(_statement);
        // The reset reports the same error again.
        _ = raw.sqlite3_reset(_statement);
        if (rc is raw.SQLITE_BUSY)
        {
            return false;
        }
        if (rc is not raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(rc, _connection);
        }
        return true;
    }

    public void Reset() => Check(raw.sqlite3_reset(_statement));

    public bool IsNull(int column) =>
        raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>A text as UTF-8, valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>A copy of a column's bytes; empty for NULL.</summary>
    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    private void Check(int rc) => SqliteException.ThrowExceptionForRC(rc, _connection);
}
