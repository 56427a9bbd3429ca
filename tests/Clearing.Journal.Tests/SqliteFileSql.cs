using Microsoft.Data.Sqlite;

namespace Clearing.Journal.Tests;

/// <summary>Statements that a test runs directly on a journal's file.</summary>
internal static class SqliteFileSql
{
    /// <summary>Runs a statement and returns its first value, if it has one.</summary>
    internal static object? Run(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
