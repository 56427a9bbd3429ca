using Clearing.Sealing;
using Clearing.Testing;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>A schema of version 1 can be read as it is, and a server upgrades it.</summary>
[Collection(PostgresGroup.Name)]
public sealed class PostgresUpgradeTests(PostgresFixture postgres)
{
    private const string Version1 = """
        CREATE SCHEMA {0};
        CREATE TABLE {0}.clearing_schema (version int NOT NULL);
        CREATE TABLE {0}.streams (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            name text COLLATE "C" NOT NULL UNIQUE);
        CREATE TABLE {0}.journal (
            stream bigint NOT NULL, version bigint NOT NULL, type text NOT NULL,
            payload text NOT NULL, recorded_at bigint NOT NULL, PRIMARY KEY (stream, version));
        INSERT INTO {0}.clearing_schema VALUES (1);
        INSERT INTO {0}.streams (name) VALUES ('a'), ('long');
        INSERT INTO {0}.journal VALUES (1, 1, 'Said', 'one', 0), (1, 2, 'Said', 'two', 0);
        INSERT INTO {0}.journal SELECT 2, n, 'Said', n, 0 FROM generate_series(1, 2000) n;
        """;

    private readonly string _schema = postgres.NewSchema();

    private PostgresJournalOptions Options =>
        new() { ConnectionString = postgres.Server.ConnectionString, Schema = _schema };

    [PostgresFact]
    public async Task Reading_leaves_the_tables_as_they_are()
    {
        await postgres.Run(_schema, Version1);
        await using var reading = PostgresJournalStore.OpenForReading(Options);
        await using var keys = PostgresKeyTable.OpenForReading(Options);

        Assert.Equal(["one", "two"], await reading.Texts("a"));
        Assert.Equal(2_000, await reading.Read("long", 0).CountAsync());
        Assert.Empty(await keys.Find(["market/a"]));
        Assert.Empty(await keys.All().ToListAsync());
        Assert.Equal(1, await postgres.Run(_schema, "SELECT version FROM {0}.clearing_schema"));
    }

    [PostgresFact]
    public async Task Servers_that_start_together_bring_the_tables_up_once()
    {
        await postgres.Run(_schema, Version1);
        var link = Enumerable.Repeat((byte)7, 32).ToArray();
        var stores = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => postgres.Open(_schema))));
        await using var journal = new GroupCommitJournal(stores[0]);
        await journal.Append("a", 2, [Events("three")[0] with { Link = link }]);
        await using var keys = PostgresKeyTable.Open(Options);
        await keys.Add([new StoredKey("market/a", 1, "k1", link)]);

        var read = await stores[1].Read("a", 0).ToListAsync();

        Assert.Equal(["one", "two", "three"], read.Select(Text));
        Assert.Equal([0, 0, 32], read.Select(e => e.Link.Length));
        Assert.Equal(2_000, await journal.Read("long", 0).CountAsync());
        Assert.Equal(1L, await postgres.Run(
            _schema, "SELECT count(*) FROM {0}.clearing_schema WHERE version = 2"));
        foreach (var store in stores[1..]) { await store.DisposeAsync(); }
    }
}
