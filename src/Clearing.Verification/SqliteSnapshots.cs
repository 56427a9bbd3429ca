using System.Globalization;
using System.Text.Json;
using Clearing.Grains;
using Microsoft.Data.Sqlite;

namespace Clearing.Verification;

/// <summary>Reads snapshots from the SQLite file of a standalone server.</summary>
public sealed class SqliteSnapshots : ISnapshots
{
    private static readonly JsonSerializerOptions AnyCase =
        new() { PropertyNameCaseInsensitive = true };

    private readonly SqliteConnection _connection;
    private readonly bool _any;

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file, which must exist.</param>
    public SqliteSnapshots(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        _connection.Open();
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'grain_state'";
        _any = command.ExecuteScalar() is > 0L;
    }

    /// <inheritdoc />
    public StoredSnapshot? Of(string seller)
    {
        try
        {
            return Read<StoredSnapshot>("seller", seller, "seller");
        }
        catch (JsonException)
        {
            return new();
        }
    }

    /// <inheritdoc />
    public StoredPart? PartOf(string market, int number)
    {
        try
        {
            return Read<StoredPart>(
                "round", market, string.Create(CultureInfo.InvariantCulture, $"market-{number}"));
        }
        catch (JsonException)
        {
            return new();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    private TState? Read<TState>(string grain, string key, string name)
        where TState : class
    {
        if (!_any) { return null; }
        using var command = _connection.CreateCommand();
        command.CommandText =
            "SELECT payload FROM grain_state WHERE grain = $grain AND key = $key AND name = $name";
        command.Parameters.AddWithValue("$grain", grain);
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$name", name);
        return command.ExecuteScalar() is string payload
            ? JsonSerializer.Deserialize<TState>(payload, AnyCase)
            : null;
    }
}
