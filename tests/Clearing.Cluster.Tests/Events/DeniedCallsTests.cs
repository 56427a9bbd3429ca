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
    public async Task What_was_kept_survives_a_crash_and_what_was_counted_since_is_lost()
    {
        await using var journal = new GroupCommitJournal(new MemoryJournalStore(_clock));
        var before = new DeniedCalls(_clock);
        using (var record = new DeniedRecord(new SealedJournal(journal), before))
        {
            before.Note("kept", "FORBIDDEN");
            await record.Keep();
            before.Note("lost", "FORBIDDEN");
        }
        var after = new DeniedCalls(_clock);
        using var again = new DeniedRecord(new SealedJournal(journal), after);
        after.Note("next", "FORBIDDEN");
        await again.Keep();

        Assert.Equal(
            ["kept", "next"],
            (await Kept(journal)).SelectMany(minute => minute.Rows).Select(row => row.Caller));
    }

    [Fact]
    public async Task What_the_journal_did_not_take_is_kept_when_it_does()
    {
        var calls = new DeniedCalls(_clock);
        calls.Note("bob", "FORBIDDEN");
        var broken = new GroupCommitJournal(new MemoryJournalStore(_clock));
        await broken.DisposeAsync();
        using (var record = new DeniedRecord(new SealedJournal(broken), calls))
        {
            await Assert.ThrowsAnyAsync<Exception>(record.Keep);
        }
        calls.Note("bob", "FORBIDDEN");
        await using var journal = new GroupCommitJournal(new MemoryJournalStore(_clock));
        using var again = new DeniedRecord(new SealedJournal(journal), calls);
        await again.Keep();

        Assert.Equal(2, Assert.Single(Assert.Single(await Kept(journal)).Rows).Count);
    }

    [Fact]
    public async Task Two_silos_that_keep_at_once_lose_and_double_nothing()
    {
        const int Rounds = 1_000;
        await using var journal = new GroupCommitJournal(new MemoryJournalStore(_clock));
        var (one, other) = (new DeniedCalls(_clock), new DeniedCalls(_clock));
        using var here = new DeniedRecord(new SealedJournal(journal), one);
        using var there = new DeniedRecord(new SealedJournal(journal), other);
        for (var round = 0; round < Rounds; round++)
        {
            one.Note("here", "FORBIDDEN");
            other.Note("there", "FORBIDDEN");
            await Task.WhenAll(Task.Run(here.Keep), Task.Run(there.Keep));
        }

        var kept = (await Kept(journal)).SelectMany(minute => minute.Rows).ToArray();
        Assert.Equal(Rounds, kept.Count(row => row is { Caller: "here", Count: 1 }));
        Assert.Equal(Rounds, kept.Count(row => row is { Caller: "there", Count: 1 }));
    }

    [Fact]
    public async Task A_minute_that_is_kept_in_two_parts_counts_each_call_once()
    {
        await using var journal = new GroupCommitJournal(new MemoryJournalStore(_clock));
        var calls = new DeniedCalls(_clock);
        using var record = new DeniedRecord(new SealedJournal(journal), calls);
        calls.Note("bob", "FORBIDDEN");
        await record.Keep();
        calls.Note("bob", "FORBIDDEN");
        calls.Note("bob", "FORBIDDEN");
        await record.Keep();

        var kept = await Kept(journal);
        Assert.Equal(2, kept.Count);
        Assert.Equal(kept[0].Minute, kept[1].Minute);
        Assert.Equal([1L, 2L], kept.Select(minute => Assert.Single(minute.Rows).Count));
    }

    [Fact]
    public void The_last_moment_of_a_minute_belongs_to_it_and_the_next_one_does_not()
    {
        var calls = new DeniedCalls(_clock);
        _clock.Now = new(2026, 10, 1, 11, 59, 59, 999, TimeSpan.Zero);
        calls.Note("bob", "FORBIDDEN");
        _clock.Now = new(2026, 10, 1, 14, 0, 0, TimeSpan.FromHours(2));
        calls.Note("bob", "FORBIDDEN");

        Assert.Equal(
            [new DateTimeOffset(2026, 10, 1, 11, 59, 0, TimeSpan.Zero), new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero)],
            calls.Take().Select(minute => minute.Minute));
    }

    [Fact]
    public void A_caller_that_is_known_in_a_flood_is_still_counted_under_its_name()
    {
        var calls = new DeniedCalls(_clock);
        for (var i = 0; i < DeniedCalls.MaxRows; i++) { calls.Note($"caller-{i}", "FORBIDDEN"); }
        calls.Note("new", "FORBIDDEN");
        calls.Note("caller-7", "FORBIDDEN");
        calls.Note("caller-7", "ACCESS_DENIED");
        var rows = Assert.Single(calls.Take()).Rows;

        Assert.Equal(2, rows.Single(row => row.Caller == "caller-7").Count);
        Assert.Equal(("*", "*", 2L), (rows[0].Caller, rows[0].Code, rows[0].Count));
        calls.Note("new", "FORBIDDEN");
        Assert.Equal("new", Assert.Single(Assert.Single(calls.Take()).Rows).Caller);
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
