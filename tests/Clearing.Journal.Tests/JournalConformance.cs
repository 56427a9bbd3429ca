using Microsoft.Extensions.Time.Testing;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>The promises of every journal. One class per store runs them.</summary>
public abstract partial class JournalConformance : IAsyncLifetime
{
    /// <summary>A clock that stands still at a time with a fraction of a millisecond.</summary>
    protected static readonly FakeTimeProvider Clock = new(
        new DateTimeOffset(2026, 10, 1, 12, 30, 15, 123, TimeSpan.Zero).AddTicks(4567));

    protected GroupCommitJournal Journal { get; private set; } = null!;

    protected CountingStore Store { get; private set; } = null!;

    /// <summary>Opens the store with everything written to it earlier in the same test.</summary>
    protected abstract Task<IJournalStore> OpenStore();

    protected virtual Task CleanUp() => Task.CompletedTask;

    public async Task InitializeAsync() => await Open();

    public async Task DisposeAsync()
    {
        await Journal.DisposeAsync();
        await CleanUp();
    }

    protected async Task Reopen()
    {
        await Journal.DisposeAsync();
        await Open();
    }

    private async Task Open()
    {
        Store = new CountingStore(await OpenStore());
        Journal = new GroupCommitJournal(Store);
    }

    [StoreFact]
    public async Task Events_are_numbered_from_one_and_read_in_sequence()
    {
        await Journal.Append("a", 0, Events("one", "two"));
        await Journal.Append("a", 2, Events("three"));

        var read = await Journal.Read("a", 0).ToListAsync();

        Assert.Equal([1L, 2L, 3L], read.Select(e => e.Version));
        Assert.Equal(["one", "two", "three"], read.Select(Text));
        Assert.All(read, e => Assert.Equal("Said", e.Type));
    }

    [StoreFact]
    public async Task The_time_of_recording_comes_from_the_clock_to_the_millisecond()
    {
        await Journal.Append("a", 0, Events("one"));

        var read = Assert.Single(await Journal.Read("a", 0).ToListAsync());

        Assert.Equal(
            new DateTimeOffset(2026, 10, 1, 12, 30, 15, 123, TimeSpan.Zero), read.RecordedAt);
        Assert.Equal(TimeSpan.Zero, read.RecordedAt.Offset);
    }

    [StoreTheory]
    [InlineData(0, 5)]
    [InlineData(3, 2)]
    [InlineData(5, 0)]
    [InlineData(99, 0)]
    public async Task Reading_starts_after_the_version_already_known(long after, int count)
    {
        await Journal.Append("a", 0, Events("1", "2", "3", "4", "5"));

        var read = await Journal.Read("a", after).ToListAsync();

        Assert.Equal(
            Enumerable.Range(0, count).Select(i => after + 1 + i), read.Select(e => e.Version));
    }

    [StoreFact]
    public async Task A_stream_that_does_not_exist_is_empty()
    {
        Assert.Empty(await Journal.Read("nobody", 0).ToListAsync());
    }

    [StoreFact]
    public async Task A_name_that_no_stream_can_have_names_none()
    {
        await Journal.Append("a", 0, Events("one"));
        foreach (var name in new[] { "a\0b", "\uD800", new string('a', 401) })
        {
            Assert.Empty(await Journal.Read(name, 0).ToListAsync());
            Assert.Empty(await Journal.Streams(name).ToListAsync());
        }
    }

    [StoreTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_append_at_another_version_conflicts_and_writes_nothing(long expected)
    {
        await Journal.Append("a", 0, Events("one", "two"));

        var conflict = await Assert.ThrowsAsync<JournalConflictException>(
            () => Journal.Append("a", expected, Events("three", "four")));

        Assert.Equal(("a", expected), (conflict.Stream, conflict.ExpectedVersion));
        Assert.Equal(["one", "two"], await Journal.Texts("a"));
    }

    [StoreFact]
    public async Task A_new_stream_must_start_at_zero()
    {
        await Assert.ThrowsAsync<JournalConflictException>(
            () => Journal.Append("a", 1, Events("x")));

        Assert.Empty(await Journal.Read("a", 0).ToListAsync());
        Assert.Empty(await Journal.Streams("").ToListAsync());
        await Journal.Append("a", 0, Events("y"));
        Assert.Equal(["y"], await Journal.Texts("a"));
    }

    [StoreFact]
    public async Task A_conflict_in_a_batch_fails_only_its_own_append()
    {
        await Journal.Append("b", 0, Events("old"));
        var lead = Store.HoldNextWrite();
        var first = Journal.Append("lead", 0, Events("x"));
        await lead.Reached;
        Task[] appends =
        [
            Journal.Append("a", 0, Events("a1")),
            Journal.Append("b", 0, Events("lost")),
            Journal.Append("c", 0, Events("c1", "c2")),
        ];
        lead.Release();

        await Assert.ThrowsAsync<JournalConflictException>(() => appends[1]);
        await Task.WhenAll(first, appends[0], appends[2]);

        Assert.Equal(3, Store.Writes);
        Assert.Equal(["a1"], await Journal.Texts("a"));
        Assert.Equal(["old"], await Journal.Texts("b"));
        Assert.Equal(["c1", "c2"], await Journal.Texts("c"));
    }

    [StoreFact]
    public async Task What_builds_on_a_conflict_conflicts_although_its_version_fits()
    {
        await Journal.Append("a", 0, Events("another writer's"));
        var lead = Store.HoldNextWrite();
        var first = Journal.Append("lead", 0, Events("x"));
        await lead.Reached;
        var lost = Journal.Append("a", 0, Events("lost"));
        var builtOnIt = Journal.Append("a", 1, Events("built on the lost"));
        lead.Release();

        await first;
        await Assert.ThrowsAsync<JournalConflictException>(() => lost);
        await Assert.ThrowsAsync<JournalConflictException>(() => builtOnIt);
        Assert.Equal(["another writer's"], await Journal.Texts("a"));
    }

    [StoreFact]
    public async Task What_builds_on_a_conflict_conflicts_also_when_it_is_handed_in_later()
    {
        await Journal.Append("a", 0, Events("another writer's"));
        var lost = Journal.Append("a", 0, Events("lost"));
        await Assert.ThrowsAsync<JournalConflictException>(() => lost);

        await Assert.ThrowsAsync<JournalConflictException>(
            () => Journal.Append("a", 1, Events("built on the lost"), after: lost));

        Assert.Equal(["another writer's"], await Journal.Texts("a"));
    }

    [StoreFact]
    public async Task Two_writers_of_one_version_have_one_winner()
    {
        var racing = Enumerable.Range(0, 20)
            .Select(i => Task.Run(() => Journal.Append("a", 0, Events($"{i}", $"{i}"))))
            .ToList();
        var conflicts = 0;
        foreach (var append in racing)
        {
            try
            {
                await append;
            }
            catch (JournalConflictException)
            {
                conflicts++;
            }
        }

        var texts = await Journal.Texts("a");
        Assert.Equal(19, conflicts);
        Assert.Equal(2, texts.Count);
        Assert.Equal(texts[0], texts[1]);
    }

    [StoreFact]
    public async Task Appends_of_one_stream_are_written_as_handed_in_without_waiting()
    {
        var appends = new List<Task>();
        for (var i = 0; i < 500; i++)
        {
            appends.Add(Journal.Append("a", i, Events($"{i}")));
        }
        await Task.WhenAll(appends);

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), await Journal.Texts("a"));
    }

    [StoreFact]
    public async Task Waiting_appends_of_many_streams_share_one_transaction()
    {
        var lead = Store.HoldNextWrite();
        var appends = new List<Task> { Journal.Append("lead", 0, Events("x")) };
        await lead.Reached;
        for (var i = 0; i < 1_000; i++)
        {
            appends.Add(Journal.Append($"s{i}", 0, Events($"{i}")));
        }
        lead.Release();
        await Task.WhenAll(appends);

        Assert.Equal(2, Store.Writes);
        Assert.Equal(["731"], await Journal.Texts("s731"));
    }

    [StoreFact]
    public async Task Reopening_keeps_everything()
    {
        await Journal.Append("a", 0, Events("one", "two"));
        await Journal.Append("b", 0, Events("three"));

        await Reopen();

        Assert.Equal(["one", "two"], await Journal.Texts("a"));
        await Assert.ThrowsAsync<JournalConflictException>(
            () => Journal.Append("a", 0, Events("x")));
        await Journal.Append("a", 2, Events("four"));
        await Journal.Append("c", 0, Events("five"));
        Assert.Equal(["one", "two", "four"], await Journal.Texts("a"));
        Assert.Equal(["three"], await Journal.Texts("b"));
        Assert.Equal(["five"], await Journal.Texts("c"));
    }

    [StoreFact]
    public async Task After_an_unknown_outcome_the_journal_goes_on_from_what_is_written()
    {
        await Journal.Append("a", 0, Events("one"));
        Store.FailNextWrite(afterWriting: true);
        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => Journal.Append("a", 1, Events("two")));
        Store.FailNextWrite(afterWriting: false);
        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => Journal.Append("a", 2, Events("no")));

        await Assert.ThrowsAsync<JournalConflictException>(
            () => Journal.Append("a", 1, Events("two")));
        await Journal.Append("a", 2, Events("three"));

        Assert.Equal(["one", "two", "three"], await Journal.Texts("a"));
    }

    [StoreFact]
    public async Task Closing_finishes_what_is_pending()
    {
        var lead = Store.HoldNextWrite();
        var first = Journal.Append("a", 0, Events("one"));
        await lead.Reached;
        var second = Journal.Append("a", 1, Events("two"));
        var reopened = Reopen();
        lead.Release();
        await reopened;

        await Task.WhenAll(first, second);
        Assert.Equal(["one", "two"], await Journal.Texts("a"));
    }
}
