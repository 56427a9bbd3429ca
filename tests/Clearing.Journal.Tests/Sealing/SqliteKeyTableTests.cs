using Clearing.Sealing;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

public sealed class SqliteKeyTableTests : KeyTableConformance
{
    private readonly TempFolder _folder = new();

    private string Db => _folder.File("journal.db");

    [Fact]
    public async Task Keys_are_added_while_a_server_writes_the_journal()
    {
        await using var journal = new GroupCommitJournal(
            SqliteJournalStore.Open(new() { Path = Db }, TimeProvider.System));
        await using var table = await OpenTable();
        for (var i = 0; i < 50; i++)
        {
            var append = journal.Append("a", i, Events($"{i}"));
            await table.Add([new($"market/{i}", 1, "k1", new byte[] { 1 })]);
            await append;
        }

        Assert.Equal(50, await table.All().CountAsync());
        Assert.Equal(50, (await journal.Texts("a")).Count);
    }

    [Fact]
    public async Task A_destroyed_key_is_nowhere_in_the_files()
    {
        var secret = Guid.NewGuid().ToByteArray();
        await using (var table = await OpenTable())
        {
            var known = await table.Add([new("market/a", 1, "k1", secret)]);
            await table.Destroy(known.Single(), DateTimeOffset.UnixEpoch);
        }

        Assert.All(
            Directory.GetFiles(_folder.Path),
            file => Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf(secret)));
    }

    protected override Task<IKeyTable> OpenTable() =>
        Task.FromResult<IKeyTable>(SqliteKeyTable.Open(new() { Path = Db }));

    protected override Task CleanUp()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
