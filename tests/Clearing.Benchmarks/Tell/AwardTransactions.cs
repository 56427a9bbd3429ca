using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using static Clearing.Benchmarks.WrongResultException;

namespace Clearing.Benchmarks;

/// <summary>Winners told by tables: a ledger posting and the seller's balance for each.</summary>
public sealed class AwardTransactions : IAsyncDisposable
{
    private readonly NpgsqlDataSource? _source;
    private readonly DbConnection[] _connections;
    private int _next;

    private AwardTransactions(NpgsqlDataSource? source, DbConnection[] connections) =>
        (_source, _connections) = (source, connections);

    /// <summary>How many awards can be written at once.</summary>
    public int Connections => _connections.Length;

    /// <summary>Connects, with a balance for each seller; SQLite has one writer.</summary>
    public static async Task<AwardTransactions> Open(Database database, int sellers)
    {
        var source = database.Kind == StoreKind.Postgres ? database.Source() : null;
        var connections = new DbConnection[source is null ? 1 : 16];
        for (var i = 0; i < connections.Length; i++)
        {
            var path = Path.Combine(database.Folder, $"awards-{Guid.NewGuid():N}.db");
            connections[i] = source is null
                ? new SqliteConnection($"Data Source={path};Pooling=false")
                : source.CreateConnection();
            await connections[i].OpenAsync();
        }
        var made = new AwardTransactions(source, connections);
        if (source is null)
        {
            await Execute(connections[0], "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
        }
        var numbers = source is null
            ? "WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < "
                + $"{sellers - 1}) SELECT n, 0 FROM n"
            : $"SELECT n, 0 FROM generate_series(0, {sellers - 1}) AS n";
        await Execute(connections[0], $"""
            DROP TABLE IF EXISTS account; DROP TABLE IF EXISTS ledger;
            CREATE TABLE account (seller bigint PRIMARY KEY, balance bigint NOT NULL);
            CREATE TABLE ledger (seller bigint NOT NULL, award bigint NOT NULL,
                amount bigint NOT NULL, PRIMARY KEY (seller, award));
            INSERT INTO account {numbers};
            """);
        return made;
    }

    /// <summary>One award in a transaction of its own.</summary>
    public Task One(int connection)
    {
        var seller = Interlocked.Increment(ref _next) - 1;
        return Execute(_connections[connection], $"""
            BEGIN;
            INSERT INTO ledger VALUES ({seller}, 1, 100);
            UPDATE account SET balance = balance + 100 WHERE seller = {seller};
            COMMIT;
            """);
    }

    /// <summary>All sellers in one statement.</summary>
    public Task All(int sellers, int award) => Execute(_connections[0], $"""
        WITH posted AS (
            INSERT INTO ledger SELECT n, {award}, 100 FROM generate_series(0, {sellers - 1}) AS n
            RETURNING seller, amount)
        UPDATE account SET balance = balance + posted.amount FROM posted
        WHERE account.seller = posted.seller
        """);

    /// <summary>Each posting is in a balance.</summary>
    public async Task Check()
    {
        await using var command = _connections[0].CreateCommand();
        command.CommandText =
            "SELECT (SELECT sum(balance) FROM account) - (SELECT sum(amount) FROM ledger)";
        Unless(Convert.ToInt64(await command.ExecuteScalarAsync()) == 0);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) { await connection.DisposeAsync(); }
        if (_source is not null) { await _source.DisposeAsync(); }
    }

    private static async Task Execute(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }
}
