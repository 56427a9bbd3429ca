using Clearing.Sealing;
using Clearing.Testing;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>However the server is configured to flush, acknowledged events are durable.</summary>
public sealed class PostgresFlushTests
{
    [PostgresFact]
    public async Task A_server_that_does_not_flush_is_refused()
    {
        await using var server = await PostgresServer.Start("fsync=off");

        var refusal = Assert.Throws<JournalOpenException>(() => Open(server));

        Assert.Contains("the server has fsync=off", refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_server_that_trusts_its_disk_is_warned_of()
    {
        await using var server = await PostgresServer.Start("full_page_writes=off");
        await using var journal = new GroupCommitJournal(Open(server));

        Assert.Contains(journal.Warnings, w => w.Contains("full_page_writes=off"));
        Assert.Contains(journal.Warnings, w => w.Contains("no data checksums"));
    }

    // Only a commit that waits writes the log within ten seconds, and a kill loses the rest.
    [PostgresFact]
    public async Task What_is_acknowledged_survives_a_server_whose_commits_do_not_wait()
    {
        await using var server = await PostgresServer.Start(
            "synchronous_commit=off", "wal_writer_delay=10000");
        await using (var journal = new GroupCommitJournal(Open(server)))
        {
            await journal.Append("a", 0, Events("one"));
            await Restart(server);
        }
        await using (var keys = PostgresKeyTable.Open(Options(server)))
        {
            await keys.Add([new StoredKey("market/a", 1, "k1", new byte[] { 1 })]);
            await Restart(server);
        }
        await using (var rewriter = new PostgresRewriter(Options(server)))
        {
            await rewriter.Replace("a", [(1, "erased"u8.ToArray())]);
            await Restart(server);
        }
        await using var reading = PostgresJournalStore.OpenForReading(Options(server));
        await using var keysThen = PostgresKeyTable.OpenForReading(Options(server));
        Assert.Equal(["erased"], await reading.Texts("a"));
        Assert.Equal(1, await keysThen.All().CountAsync());
    }

    private static async Task Restart(PostgresServer server)
    {
        await server.Kill();
        await server.Start();
    }

    private static PostgresJournalOptions Options(PostgresServer server) =>
        new() { ConnectionString = server.ConnectionString };

    private static PostgresJournalStore Open(PostgresServer server) =>
        PostgresJournalStore.Open(Options(server), TimeProvider.System);
}
