using Clearing.Testing;
using Npgsql;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>A reader that stops at any moment leaves no connection behind.</summary>
[Collection(PostgresGroup.Name)]
public sealed class PostgresReadingTests(PostgresFixture postgres)
{
    private const int Connections = 5;

    [PostgresFact]
    public async Task Readings_that_are_given_up_while_they_wait_keep_no_connection()
    {
        await using var journal = new GroupCommitJournal(PostgresJournalStore.Open(
            new()
            {
                ConnectionString = $"{postgres.Server.ConnectionString};"
                    + $"Maximum Pool Size={Connections};Timeout=5",
                Schema = postgres.NewSchema(),
            },
            TimeProvider.System));
        // Its beginning does not fit into an answer, so the read continues with its own query.
        await journal.Append("large", 0, Events(new string('x', 10_000), "small"));

        for (var i = 0; i < 4 * Connections; i++) { await GiveUp(journal); }

        Assert.Equal([new string('x', 10_000), "small"], await journal.Texts("large"));
    }

    [PostgresFact]
    public async Task Readings_whose_connection_is_gone_fail_and_those_after_them_are_answered()
    {
        var schema = postgres.NewSchema();
        await using var journal = new GroupCommitJournal(postgres.Open(schema));
        await journal.Append("a", 0, Events("one"));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => journal.Texts("a")));
        await postgres.Run(schema, """
            SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity
            WHERE pid <> pg_backend_pid() AND query LIKE '%LATERAL%{0}.journal%'
            """);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => journal.Texts("a"));
        Assert.Equal(["one"], await journal.Texts("a"));
    }

    private static async Task GiveUp(GroupCommitJournal journal)
    {
        using var stop = new CancellationTokenSource();
        await using var reading = journal.Read("large", 0, stop.Token).GetAsyncEnumerator();
        var first = reading.MoveNextAsync();
        await stop.CancelAsync();
        try
        {
            Assert.True(await first);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
