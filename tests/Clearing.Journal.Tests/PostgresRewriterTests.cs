namespace Clearing.Journal.Tests;

[NeedsPostgres]
[Collection(PostgresGroup.Name)]
public sealed class PostgresRewriterTests(PostgresFixture postgres) : RewriterConformance
{
    protected override JournalOptions Options { get; } = new()
    {
        Provider = JournalProvider.PostgreSql,
        ConnectionString = postgres.Server.ConnectionString,
        Schema = postgres.NewSchema(),
    };
}
