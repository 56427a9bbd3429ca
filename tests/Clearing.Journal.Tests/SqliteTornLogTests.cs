using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>After a host crashes, the log can end anywhere after the last flush.</summary>
public sealed class SqliteTornLogTests : IDisposable
{
    private const int BatchedLookup = 40;
    private readonly TempFolder _folder = TempFolder.InMemory();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// The test cuts the log at 200 places. Everything flushed before the cut must be there, and
    /// what is there must be the first batches, each of them whole.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_survives_a_torn_log_is_a_prefix_of_the_commits(bool garbageBehindTheCut)
    {
        var (database, log, flushed) = await WriteBatches();
        var random = new Random(garbageBehindTheCut ? 5 : 4);
        var cuts = flushed.SelectMany(l => new[] { l - 1, l, l + 1 })
            .Concat(Enumerable.Range(0, 200).Select(_ => random.Next(log.Length)))
            .Where(c => c >= 0 && c <= log.Length)
            .Take(200);
        var seen = new HashSet<int>();
        foreach (var cut in cuts)
        {
            var torn = garbageBehindTheCut ? log.ToArray() : log[..cut];
            random.NextBytes(torn.AsSpan(cut));
            // A byte that happens to equal the original cuts nothing.
            if (cut < torn.Length && torn[cut] == log[cut]) { torn[cut] ^= 1; }

            var survived = await Survivors(database, torn);

            Assert.InRange(survived, flushed.Count(l => l <= cut), BatchedLookup);
            Assert.True(
                survived == flushed.Count(l => l <= cut),
                $"A cut at {cut} left {survived} batches, one of them not whole.");
            seen.Add(survived);
        }
        Assert.Contains(0, seen);
        Assert.True(seen.Count > BatchedLookup / 2);
    }

    // Batch n appends event n to stream "all" and one event to its own stream.
    private async Task<(byte[] Database, byte[] Log, List<int> Flushed)> WriteBatches()
    {
        var path = _folder.File("live.db");
        await using var store = SqliteJournalStore.Open(new() { Path = path }, TimeProvider.System);
        var flushed = new List<int>();
        for (var n = 0; n < BatchedLookup; n++)
        {
            await store.Write(
            [
                new("all", n, Events($"{n}")),
                new($"own/{n}", 0, Events(new string('x', 1 + (n * 997 % 9_000)))),
            ]);
            flushed.Add((int)new FileInfo(path + "-wal").Length);
        }
        return (File.ReadAllBytes(path), File.ReadAllBytes(path + "-wal"), flushed);
    }

    private async Task<int> Survivors(byte[] database, byte[] log)
    {
        using var folder = TempFolder.InMemory();
        File.WriteAllBytes(folder.File("torn.db"), database);
        File.WriteAllBytes(folder.File("torn.db-wal"), log);
        await using var store = SqliteJournalStore.Open(
            new() { Path = folder.File("torn.db") }, TimeProvider.System);
        var all = await store.Texts("all");
        var own = (await store.Streams("own/").ToListAsync()).Count;
        Assert.Equal(Enumerable.Range(0, all.Count).Select(n => $"{n}"), all);
        Assert.Equal(all.Count, own);
        return all.Count;
    }
}
