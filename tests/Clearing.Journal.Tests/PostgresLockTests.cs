using Clearing.Testing;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>Servers share a PostgreSQL journal, unless somebody has it alone.</summary>
[Collection(PostgresGroup.Name)]
public sealed class PostgresLockTests(PostgresFixture postgres)
{
    private readonly string _schema = postgres.NewSchema();

    [PostgresFact]
    public async Task Who_needs_the_journal_alone_waits_for_every_server_and_keeps_all_of_them_out()
    {
        await using (Open())
        {
            await using (Open())
            {
                Assert.EndsWith(
                    "a server has it open; stop all servers",
                    Assert.Throws<JournalOpenException>(OpenAlone).Message, StringComparison.Ordinal);
            }
            Assert.Throws<JournalOpenException>(OpenAlone);
        }
        await using (var alone = new GroupCommitJournal(OpenAlone()))
        {
            await alone.Append("a", 0, Events("one"));
            Assert.Contains(
                "`clearing erase`", Assert.Throws<JournalOpenException>(Open).Message,
                StringComparison.Ordinal);
            Assert.Throws<JournalOpenException>(OpenAlone);
            await OpenForReading().DisposeAsync();
        }
        await using var server = new GroupCommitJournal(Open());
        Assert.Equal(["one"], await server.Texts("a"));
    }

    [PostgresFact]
    public async Task A_server_whose_connections_were_cut_writes_nothing_while_another_has_the_journal()
    {
        await using var server = new GroupCommitJournal(Open());
        await server.Append("a", 0, Events("one"));
        await Cut();
        await using (OpenAlone())
        {
            for (var tries = 0; tries < 3; tries++)
            {
                await Assert.ThrowsAsync<JournalUnavailableException>(
                    () => server.Append("a", 1, Events("two")));
            }
        }

        await server.Append("a", 1, Events("two"));
        Assert.Equal(["one", "two"], await server.Texts("a"));
    }

    [PostgresFact]
    public async Task A_server_that_was_cut_off_while_a_seller_was_erased_writes_nothing_more()
    {
        await using var server = new GroupCommitJournal(Open());
        await server.Append("a", 0, Events("one"));
        await Cut();
        await using (var alone = new GroupCommitJournal(OpenAlone()))
        {
            await alone.Append("erased", 0, Events("begun"));
        }

        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => server.Append("a", 1, Events("two")));
        for (var tries = 0; tries < 3; tries++)
        {
            var refused = await Assert.ThrowsAsync<JournalUnavailableException>(
                () => server.Append("a", 1, Events("two")));
            Assert.EndsWith(
                "start it again", refused.InnerException!.Message, StringComparison.Ordinal);
        }
        await using var started = new GroupCommitJournal(Open());
        await started.Append("a", 1, Events("two"));
    }

    [PostgresFact]
    public async Task Who_lost_the_lock_of_the_journal_writes_nothing_more()
    {
        await using var alone = new GroupCommitJournal(OpenAlone());
        await alone.Append("a", 0, Events("one"));
        await Cut();

        for (var tries = 0; tries < 2; tries++)
        {
            var refused = await Assert.ThrowsAsync<JournalUnavailableException>(
                () => alone.Append("a", 1, Events("two")));
            Assert.EndsWith(
                "run the command again", refused.InnerException!.Message, StringComparison.Ordinal);
        }
        await using var server = new GroupCommitJournal(Open());
        Assert.Equal(["one"], await server.Texts("a"));
    }

    private Task Cut() => postgres.Run(_schema, """
        SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_locks
        WHERE locktype = 'advisory' AND classid::bigint
            = (hashtext('clearing servers')::bigint & 4294967295)
            AND objid::bigint = (hashtext('{0}')::bigint & 4294967295)
        """);

    private PostgresJournalStore Open() => postgres.Open(_schema);

    private PostgresJournalStore OpenAlone() => PostgresJournalStore.Open(
        new() { ConnectionString = postgres.Server.ConnectionString, Schema = _schema },
        TimeProvider.System, PostgresSharing.Nobody);

    private PostgresJournalReader OpenForReading() => PostgresJournalStore.OpenForReading(
        new() { ConnectionString = postgres.Server.ConnectionString, Schema = _schema });
}
