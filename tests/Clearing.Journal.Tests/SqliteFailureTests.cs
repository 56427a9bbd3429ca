using Microsoft.Data.Sqlite;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>A SQLite journal whose writes fail loses nothing and continues afterwards.</summary>
public sealed class SqliteFailureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Db => _folder.File("journal.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_disk_refuses_appends_keeps_what_is_written_and_goes_on_with_space()
    {
        await using (var journal = Open(maxPages: 40))
        {
            await journal.Append("a", 0, Events("one"));
            var large = journal.Append("a", 1, Events(new string('x', 500_000)));

            var failure = await Assert.ThrowsAsync<JournalUnavailableException>(() => large);
            Assert.Contains("full", failure.Message, StringComparison.Ordinal);
            Assert.Equal(["one"], await journal.Texts("a"));
            await journal.Append("a", 1, Events("two"));
        }

        await using var withSpace = Open(maxPages: 0);
        await withSpace.Append("a", 2, Events(new string('x', 500_000)));
        Assert.Equal([3, 3, 500_000], (await withSpace.Texts("a")).Select(t => t.Length));
    }

    [Fact]
    public async Task A_database_that_stays_locked_fails_the_append_and_not_those_after()
    {
        await using var journal = Open(maxPages: 0);
        await journal.Append("a", 0, Events("one"));
        using (var other = Connect())
        {
            Run(other, "BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<JournalUnavailableException>(
                () => journal.Append("a", 1, Events("lost")));
            Run(other, "ROLLBACK");
        }

        await journal.Append("a", 1, Events("two"));

        Assert.Equal(["one", "two"], await journal.Texts("a"));
    }

    [Fact]
    public async Task Other_connections_of_the_server_write_tables_of_their_own_in_the_same_file()
    {
        await using var journal = new GroupCommitJournal(
            SqliteJournalStore.Open(new() { Path = Db }, TimeProvider.System));
        using var other = Connect();
        Run(other, "CREATE TABLE reminders (n INTEGER PRIMARY KEY)");
        for (var i = 0; i < 100; i++)
        {
            var append = journal.Append("a", i, Events($"{i}"));
            Run(other, $"INSERT INTO reminders VALUES ({i})");
            await append;
        }

        Assert.Equal(100, (await journal.Texts("a")).Count);
        Assert.Equal(100L, Run(other, "SELECT count(*) FROM reminders"));
    }

    [Fact]
    public async Task A_slow_reader_keeps_nothing_from_being_written()
    {
        await using var journal = Open(maxPages: 0);
        await journal.Append("a", 0, Events([.. Enumerable.Range(0, 5_000).Select(i => $"{i}")]));
        var reading = journal.Read("a", 0).GetAsyncEnumerator();
        await reading.MoveNextAsync();

        using (var other = Connect())
        {
            Assert.Equal(0L, Run(other, "PRAGMA wal_checkpoint(TRUNCATE)"));
        }
        await journal.Append("a", 5_000, Events("written"));

        var last = reading.Current;
        while (await reading.MoveNextAsync())
        {
            last = reading.Current;
        }
        await reading.DisposeAsync();
        Assert.Equal((5_001, "written"), (last.Version, Text(last)));
    }

    private GroupCommitJournal Open(int maxPages) => new(SqliteJournalStore.Open(
        new() { Path = Db, MaxPages = maxPages, BusyTimeout = TimeSpan.FromSeconds(1) },
        TimeProvider.System));

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Db};Pooling=False");
        connection.Open();
        return connection;
    }

    private static object? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
