namespace Clearing.Journal.Tests;

[NeedsPostgres]
[Collection(PostgresGroup.Name)]
public sealed class PostgresJournalTests(PostgresFixture postgres) : JournalConformance
{
    private readonly string _schema = postgres.NewSchema();

    protected override Task<IJournalStore> OpenStore() => Task.FromResult<IJournalStore>(
        PostgresJournalStore.Open(
            new() { ConnectionString = postgres.Server.ConnectionString, Schema = _schema },
            Clock));
}
