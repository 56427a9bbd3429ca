using Clearing.Grains.Audit;
using Clearing.Grains.Events;
using Clearing.Journal;

namespace Clearing.Cluster.Tests.Events;

/// <summary>Denied calls are counted by minute, caller and code, in bounded memory.</summary>
public sealed class DeniedCallsTests
{
    private readonly HandClock _clock = new();

    [Fact]
    public async Task There_is_one_row_for_each_minute_caller_and_code()
    {
        await using var journal = new GroupCommitJournal(new MemoryJournalStore(_clock));
        var calls = new DeniedCalls(_clock);
        using var record = new DeniedRecord(new SealedJournal(journal), calls);
        calls.Note("bob", "FORBIDDEN");
        calls.Note("bob", "FORBIDDEN");
        calls.Note("acme", "ACCESS_DENIED");
        _clock.Now += TimeSpan.FromMinutes(1);
        calls.Note("bob", "FORBIDDEN");
        await record.Keep();
        await record.Keep();

        var kept = await Kept(journal);
        Assert.Equal([0, 1], kept.Select(minute => minute.Minute.Minute));
        Assert.All(kept, minute => Assert.Equal(0, minute.Minute.Second));
        Assert.Equal<DeniedRow>(
            [new("acme", "ACCESS_DENIED", 1), new("bob", "FORBIDDEN", 2)], kept[0].Rows);
        Assert.Equal<DeniedRow>([new("bob", "FORBIDDEN", 1)], kept[1].Rows);
    }

    [Fact]
    public async Task Silos_that_keep_at_the_same_time_lose_nothing()
    {
        await using var journal = new GroupCommitJournal(new MemoryJournalStore(_clock));
        var silos = Enumerable.Range(0, 4).Select(_ => new DeniedCalls(_clock)).ToArray();
        var records = silos.Select(one => new DeniedRecord(new SealedJournal(journal), one)).ToArray();
        for (var round = 0; round < 5; round++)
        {
            foreach (var silo in silos) { silo.Note("bob", "FORBIDDEN"); }
            await Task.WhenAll(records.Select(record => record.Keep()));
        }

        Assert.Equal(20, (await Kept(journal)).Sum(minute => minute.Rows.Sum(row => row.Count)));
        foreach (var record in records) { record.Dispose(); }
    }

    [Fact]
    public void A_flood_of_callers_takes_bounded_memory_and_is_counted_in_full()
    {
        var calls = new DeniedCalls(_clock);
        for (var i = 0; i < 5 * DeniedCalls.MaxRows; i++) { calls.Note($"caller-{i}", "FORBIDDEN"); }
        var rows = calls.Take().SelectMany(minute => minute.Rows).ToArray();

        Assert.Equal(DeniedCalls.MaxRows + 1, rows.Length);
        Assert.Equal(5 * DeniedCalls.MaxRows, rows.Sum(row => row.Count));
        Assert.Equal(4 * DeniedCalls.MaxRows, rows.Single(row => row.Caller == "*").Count);
    }

    [Fact]
    public void What_is_counted_together_has_the_minute_in_which_it_was_denied()
    {
        var calls = new DeniedCalls(_clock);
        for (var i = 0; i <= DeniedCalls.MaxRows; i++) { calls.Note($"caller-{i}", "FORBIDDEN"); }
        for (var minute = 0; minute < 200; minute++)
        {
            _clock.Now += TimeSpan.FromMinutes(1);
            calls.Note("late", "FORBIDDEN");
        }
        var rest = calls.Take().Where(minute => minute.Rows.Any(row => row.Caller == "*")).ToArray();

        Assert.Equal(60, rest.Length);
        Assert.Equal(new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero), rest[0].Minute);
        Assert.Equal(201, rest.Sum(minute => minute.Rows.Single(row => row.Caller == "*").Count));
    }

    [Fact]
    public void What_could_not_be_kept_is_counted_on()
    {
        var calls = new DeniedCalls(_clock);
        calls.Note("bob", "FORBIDDEN");
        var taken = calls.Take();
        calls.Note("bob", "FORBIDDEN");
        calls.PutBack(taken);

        Assert.Equal<DeniedRow>([new("bob", "FORBIDDEN", 2)], Assert.Single(calls.Take()).Rows);
    }

    private static async Task<List<CallsDenied>> Kept(IJournal journal) =>
        await journal.Read(Streams.Denied, 0)
            .Select(stored => Codecs.Denied.Decode(Streams.Denied, stored)).ToListAsync();

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 10, 1, 12, 0, 30, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
