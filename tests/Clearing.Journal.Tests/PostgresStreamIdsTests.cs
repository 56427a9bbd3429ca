using Clearing.Testing;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>A store uses cached stream ids only with the server that issued them.</summary>
[Collection(PostgresGroup.Name)]
public sealed class PostgresStreamIdsTests(PostgresFixture postgres)
{
    private readonly string _schema = postgres.NewSchema();

    [PostgresFact]
    public async Task A_server_that_took_over_is_not_written_to_by_the_ids_of_the_one_before()
    {
        await using var journal = new GroupCommitJournal(Open());
        await journal.Append("mine", 0, Events("one"));
        await journal.Texts("mine");
        await postgres.Server.Stop();
        await postgres.Server.Start();
        await Lose();
        await using (var other = new GroupCommitJournal(Open()))
        {
            await other.Append("another's", 0, Events("its own"));
        }

        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => journal.Append("mine", 1, Events("lost connection")));
        await Assert.ThrowsAsync<JournalConflictException>(
            () => journal.Append("mine", 1, Events("two")));

        await using var reader = Open();
        Assert.Equal(["its own"], await reader.Texts("another's"));
    }

    [PostgresFact]
    public async Task An_append_to_a_stream_that_does_not_exist_adds_none()
    {
        await using var journal = new GroupCommitJournal(Open());

        await Assert.ThrowsAsync<JournalConflictException>(
            () => journal.Append("none", 3, Events("four")));

        Assert.Equal(0L, await Run("SELECT count(*) FROM {0}.streams"));
    }

    // Removes the streams and reuses their ids, as if a replica had not received them.
    private Task<object?> Lose() =>
        Run("TRUNCATE {0}.journal, {0}.streams RESTART IDENTITY");

    private Task<object?> Run(string sql) => postgres.Run(_schema, sql);

    private PostgresJournalStore Open() => postgres.Open(_schema);
}
