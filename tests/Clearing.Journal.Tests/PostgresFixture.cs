using Clearing.Testing;
using Npgsql;

namespace Clearing.Journal.Tests;

/// <summary>One server for all tests; each test has its own schema.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;
    private int _schemas;

    public PostgresServer Server =>
        _server ?? throw new InvalidOperationException(PostgresBinaries.Missing);

    public string NewSchema() => $"test_{Interlocked.Increment(ref _schemas)}";

    public PostgresJournalStore Open(string schema) => PostgresJournalStore.Open(
        new() { ConnectionString = Server.ConnectionString, Schema = schema },
        TimeProvider.System);

    /// <summary>Runs a statement in which <c>{0}</c> is the schema.</summary>
    public Task<object?> Run(string schema, string sql) =>
        Run(sql.Replace("{0}", schema, StringComparison.Ordinal));

    public async Task<object?> Run(string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            Server.ConnectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.SkipReason is null)
        {
            _server = await PostgresServer.Start();
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}

[CollectionDefinition(Name)]
public sealed class PostgresGroup : ICollectionFixture<PostgresFixture>
{
    public const string Name = "PostgreSQL";
}
