using Microsoft.Data.Sqlite;
using Npgsql;

namespace Clearing.Benchmarks;

/// <summary>What a program without a journal does: one INSERT, one transaction, for each bid.</summary>
public sealed class SingleInserts : IAsyncDisposable
{
    private readonly NpgsqlDataSource? _source;
    private readonly SqliteConnection? _sqlite;
    private readonly NpgsqlConnection[] _connections;
    private readonly SemaphoreSlim[] _turns;
    private long _last;

    private SingleInserts(
        NpgsqlDataSource? source, SqliteConnection? sqlite, NpgsqlConnection[] connections)
    {
        (_source, _sqlite, _connections) = (source, sqlite, connections);
        _turns = [.. Enumerable.Range(0, Math.Max(1, connections.Length))
            .Select(_ => new SemaphoreSlim(1))];
    }

    /// <summary>Connects; SQLite has one writer, whatever is asked.</summary>
    public static async Task<SingleInserts> Open(Database database, int connections)
    {
        const string Create = """
            CREATE TABLE IF NOT EXISTS single (id bigint PRIMARY KEY, bid text NOT NULL,
                seller text NOT NULL, fee bigint NOT NULL, volume bigint NOT NULL)
            """;
        if (database.Kind == StoreKind.Sqlite)
        {
            var path = Path.Combine(database.Folder, $"single-{Guid.NewGuid():N}.db");
            var sqlite = new SqliteConnection($"Data Source={path};Pooling=false");
            sqlite.Open();
            Execute(sqlite, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + Create);
            return new SingleInserts(null, sqlite, []);
        }
        var source = database.Source();
        var open = new NpgsqlConnection[connections];
        for (var i = 0; i < connections; i++) { open[i] = await source.OpenConnectionAsync(); }
        await using var create = new NpgsqlCommand($"DROP TABLE IF EXISTS single; {Create}", open[0]);
        await create.ExecuteNonQueryAsync();
        return new SingleInserts(source, null, open);
    }

    /// <summary>Inserts one bid and completes when it is durable.</summary>
    public async Task Insert(int caller)
    {
        var turn = _turns[caller % _turns.Length];
        await turn.WaitAsync();
        try
        {
            var id = Interlocked.Increment(ref _last);
            if (_sqlite is not null) { InsertInto(_sqlite, id); }
            else { await InsertOver(_connections[caller % _connections.Length], id); }
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) { await connection.DisposeAsync(); }
        if (_source is not null) { await _source.DisposeAsync(); }
        _sqlite?.Dispose();
    }

    private static async Task InsertOver(NpgsqlConnection connection, long id)
    {
        await using var insert = new NpgsqlCommand(
            "INSERT INTO single VALUES ($1, $2, $3, $4, $5)", connection);
        insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"bid-{id:D9}" });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"seller-{id % 1024:D7}" });
        insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id * 7919 % 20_000_000 });
        insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id % 5_000 + 1 });
        await insert.ExecuteNonQueryAsync();
    }

    private static void InsertInto(SqliteConnection connection, long id)
    {
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO single VALUES ($1, $2, $3, $4, $5)";
        insert.Parameters.AddWithValue("$1", id);
        insert.Parameters.AddWithValue("$2", $"bid-{id:D9}");
        insert.Parameters.AddWithValue("$3", $"seller-{id % 1024:D7}");
        insert.Parameters.AddWithValue("$4", id * 7919 % 20_000_000);
        insert.Parameters.AddWithValue("$5", id % 5_000 + 1);
        insert.ExecuteNonQuery();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
