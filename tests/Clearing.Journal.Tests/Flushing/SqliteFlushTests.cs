using Clearing.Sealing;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>Acknowledged events were flushed, as shown by system calls, not settings.</summary>
[Collection(SystemCallsGroup.Name)]
public sealed class SqliteFlushTests : IDisposable
{
    private const int Appends = 20;
    private readonly TempFolder _folder = new();

    private string Db => _folder.File("journal.db");

    public void Dispose() => _folder.Dispose();

    [SystemCallsFact]
    public async Task The_log_is_flushed_before_each_acknowledgement()
    {
        await using var journal = Open();
        await using var trace = await FlushTrace.Begin(Db);
        trace.Mark();
        for (var i = 0; i < Appends; i++)
        {
            await journal.Append("a", i, Events($"{i}"));
            trace.Mark();
        }

        var between = await trace.End();

        Assert.All(between[^(Appends + 1)..^1], deeds => Assert.Contains("flush log", deeds));
    }

    [SystemCallsFact]
    public async Task A_key_is_flushed_before_it_is_given_out()
    {
        await using var keys = SqliteKeyTable.Open(new() { Path = Db });
        await using var trace = await FlushTrace.Begin(Db);
        trace.Mark();
        await keys.Add([new StoredKey("market/a", 1, "k1", new byte[] { 1 })]);
        trace.Mark();

        Assert.Contains("flush log", (await trace.End())[^2]);
    }

    // After a failed flush the system may have dropped pages that it calls clean, so only data
    // copied back into the file and flushed there is safe to build on.
    [SystemCallsFact]
    public async Task After_a_failed_flush_the_log_is_emptied_before_anything_is_acknowledged()
    {
        await using var journal = Open();
        await journal.Append("a", 0, Events("before"));
        await using var trace = await FlushTrace.Begin(Db, failing: 1);
        trace.Mark();
        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => journal.Append("a", 1, Events("lost")));
        trace.Mark();
        await AppendNext(journal);
        trace.Mark();

        var between = await trace.End();

        Assert.Contains("failed flush log", between[^3]);
        var recovery = between[^2];
        Assert.Contains("flush file", recovery);
        Assert.Contains("cut log", recovery);
        Assert.True(
            recovery.IndexOf("flush file") < recovery.LastIndexOf("flush log"),
            "It was acknowledged before the log was emptied.");
        Assert.Equal("before", (await journal.Texts("a"))[0]);
        Assert.Equal("after", (await journal.Texts("a"))[^1]);
    }

    private GroupCommitJournal Open() =>
        new(SqliteJournalStore.Open(new() { Path = Db }, TimeProvider.System));

    // The outcome of the failed append is unknown; it may or may not have been written.
    private static async Task AppendNext(GroupCommitJournal journal) =>
        await journal.Append("a", (await journal.Texts("a")).Count, Events("after"));
}
