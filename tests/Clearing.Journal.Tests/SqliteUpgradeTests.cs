using Clearing.Sealing;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>A file of version 1 can be read as it is, and a server upgrades it.</summary>
public sealed class SqliteUpgradeTests : IDisposable
{
    private const string Version1 = """
        CREATE TABLE clearing_schema (version INTEGER NOT NULL);
        CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE journal (
            stream INTEGER NOT NULL, version INTEGER NOT NULL, type TEXT NOT NULL,
            payload TEXT NOT NULL, recorded_at INTEGER NOT NULL, PRIMARY KEY (stream, version));
        CREATE VIEW events AS
            SELECT s.name AS stream, j.version, j.type, j.payload, j.recorded_at
            FROM journal j JOIN streams s ON s.id = j.stream;
        INSERT INTO clearing_schema VALUES (1);
        INSERT INTO streams VALUES (1, 'a');
        INSERT INTO journal VALUES (1, 1, 'Said', 'one', 0), (1, 2, 'Said', 'two', 0);
        """;

    private readonly TempFolder _folder = new();

    public SqliteUpgradeTests() => SqliteFileSql.Run(Db, Version1);

    private string Db => _folder.File("journal.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reading_leaves_the_tables_as_they_are()
    {
        await using var reading = SqliteJournalStore.OpenForReading(Db);
        await using var keys = SqliteKeyTable.OpenForReading(Db);

        Assert.Equal(["one", "two"], await reading.Texts("a"));
        Assert.Empty(await keys.Find(["market/a"]));
        Assert.Empty(await keys.All().ToListAsync());
        Assert.Equal(1L, SqliteFileSql.Run(Db, "SELECT version FROM clearing_schema"));
    }

    [Fact]
    public async Task A_server_brings_the_tables_up_and_every_event_reads_as_before()
    {
        await using var reading = SqliteJournalStore.OpenForReading(Db);
        Assert.Equal(2, (await reading.Read("a", 0).ToListAsync()).Count);
        var link = Enumerable.Repeat((byte)7, 32).ToArray();
        await using (var journal = new GroupCommitJournal(
            SqliteJournalStore.Open(new() { Path = Db }, TimeProvider.System)))
        {
            await journal.Append("a", 2, [Events("three")[0] with { Link = link }]);
        }
        await using var keys = SqliteKeyTable.Open(new() { Path = Db });
        await keys.Add([new StoredKey("market/a", 1, "k1", link)]);

        var read = await reading.Read("a", 0).ToListAsync();

        Assert.Equal(["one", "two", "three"], read.Select(Text));
        Assert.Equal([0, 0, 32], read.Select(e => e.Link.Length));
        Assert.Equal("2 3", SqliteFileSql.Run(Db, """
            SELECT (SELECT version FROM clearing_schema) || ' ' || (SELECT count(*) FROM events)
            """));
    }
}
