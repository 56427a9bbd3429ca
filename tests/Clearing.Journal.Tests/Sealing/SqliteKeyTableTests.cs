using System.Security.Cryptography;
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

    // The table stays open, as it does in a server: closing it would empty the log anyway.
    [Fact]
    public async Task A_destroyed_key_is_nowhere_in_the_files()
    {
        byte[][] secrets = [.. Enumerable.Range(0, 50).Select(_ => RandomNumberGenerator.GetBytes(60))];
        await using var table = await OpenTable();
        var known = await table.Add(
            [.. secrets.Select((secret, i) => new StoredKey("market/a", (uint)i + 1, "k1", secret))]);
        foreach (var key in known.Where(key => key.Number % 3 != 0))
        {
            await table.Destroy(key, DateTimeOffset.UnixEpoch);
        }

        Assert.Equal(
            known.Where(key => key.Number % 3 == 0).Select(key => key.Number),
            known.Where(key => IsInFiles(secrets[key.Number - 1])).Select(key => key.Number));
    }

    [Fact]
    public async Task A_buried_scope_is_nowhere_in_the_files()
    {
        await using var table = await OpenTable();
        await table.Add([new("seller/acme", 1, "k1", new byte[60]), new("seller/bob", 1, "k1", new byte[60])]);
        await table.Bury("seller/acme", "erased/1", DateTimeOffset.UnixEpoch);

        Assert.False(IsInFiles("seller/acme"u8));
        Assert.True(IsInFiles("seller/bob"u8));
    }

    private bool IsInFiles(ReadOnlySpan<byte> bytes)
    {
        foreach (var file in Directory.GetFiles(_folder.Path))
        {
            if (File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0) { return true; }
        }
        return false;
    }

    protected override Task<IKeyTable> OpenTable() =>
        Task.FromResult<IKeyTable>(SqliteKeyTable.Open(new() { Path = Db }));

    protected override Task CleanUp()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
