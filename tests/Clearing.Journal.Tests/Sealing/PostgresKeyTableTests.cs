using Clearing.Sealing;

namespace Clearing.Journal.Tests;

[NeedsPostgres]
[Collection(PostgresGroup.Name)]
public sealed class PostgresKeyTableTests(PostgresFixture postgres) : KeyTableConformance
{
    private readonly string _schema = postgres.NewSchema();

    protected override Task<IKeyTable> OpenTable() => Task.FromResult<IKeyTable>(
        PostgresKeyTable.Open(
            new() { ConnectionString = postgres.Server.ConnectionString, Schema = _schema }));
}
