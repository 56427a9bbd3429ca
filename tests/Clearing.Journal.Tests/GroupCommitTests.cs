using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>
/// How appends become transactions, on a store whose every step the test controls.
/// </summary>
public sealed class GroupCommitTests
{
    [ThreadStatic]
    private static bool InsideLoop;

    private readonly ManualStore _store = new();

    [Fact]
    public void A_lone_append_is_written_at_once()
    {
        var journal = new GroupCommitJournal(_store);

        var append = journal.Append("a", 0, Events("one"));

        Assert.Equal(["a@0+1"], _store.Pending);
        Assert.False(append.IsCompleted);
        _store.Complete(AppendStatus.Written);
        Assert.True(append.IsCompletedSuccessfully);
    }

    [Fact]
    public void What_waits_during_a_transaction_becomes_the_next_one()
    {
        var journal = new GroupCommitJournal(_store);
        journal.Append("a", 0, Events("1"));
        journal.Append("b", 0, Events("1"));
        journal.Append("a", 1, Events("2", "3"));
        journal.Append("c", 4, Events("5"));
        journal.Append("a", 3, Events("4"));

        _store.Complete(AppendStatus.Written);

        Assert.Equal(["b@0+1", "a@1+3", "c@4+1"], _store.Pending);
        Assert.Equal((2, 6), (journal.Transactions, journal.Events));
    }

    [Fact]
    public void Nothing_is_answered_before_the_store_has_answered()
    {
        var journal = new GroupCommitJournal(_store);
        var first = journal.Append("a", 0, Events("1"));
        var second = journal.Append("b", 0, Events("1"));

        _store.Complete(AppendStatus.Written);

        Assert.True(first.IsCompletedSuccessfully);
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public void A_transaction_takes_no_more_events_than_allowed_and_keeps_the_sequence()
    {
        var journal = new GroupCommitJournal(_store, new() { MaxEvents = 3 });
        journal.Append("lead", 0, Events("1"));
        journal.Append("a", 0, Events("1", "2"));
        journal.Append("b", 0, Events("1", "2"));
        journal.Append("c", 0, Events("1"));
        journal.Append("d", 0, Events("1", "2", "3", "4"));

        var batches = _store.CompleteAll();

        Assert.Equal(["lead@0+1", "a@0+2", "b@0+2 c@0+1", "d@0+4"], batches);
    }

    [Fact]
    public void A_transaction_takes_no_more_bytes_than_allowed_but_always_one_append()
    {
        var journal = new GroupCommitJournal(_store, new() { MaxBytes = 10 });
        journal.Append("lead", 0, Events("1"));
        journal.Append("a", 0, Events("12345", "12345"));
        journal.Append("b", 0, Events("123456789012"));
        journal.Append("c", 0, Events("1"));
        journal.Append("d", 0, Events("1"));

        var batches = _store.CompleteAll();

        Assert.Equal(["lead@0+1", "a@0+2", "b@0+1", "c@0+1 d@0+1"], batches);
    }

    [Fact]
    public void An_append_that_does_not_build_on_the_one_before_it_waits_for_its_outcome()
    {
        var journal = new GroupCommitJournal(_store);
        journal.Append("lead", 0, Events("1"));
        journal.Append("a", 0, Events("mine"));
        journal.Append("a", 0, Events("theirs"));
        journal.Append("a", 1, Events("theirs too"));
        journal.Append("b", 0, Events("1"));

        var batches = _store.CompleteAll();

        Assert.Equal(["lead@0+1", "a@0+1 b@0+1", "a@0+2"], batches);
    }

    [Fact]
    public async Task A_failure_fails_all_that_was_pending_and_nothing_that_comes_later()
    {
        var journal = new GroupCommitJournal(_store);
        var inBatch = journal.Append("a", 0, Events("1"));
        var waiting = journal.Append("b", 0, Events("1"));
        var cause = new IOException("The disk did not flush.");

        _store.Fail(cause);

        var failure = await Assert.ThrowsAsync<JournalUnavailableException>(() => inBatch);
        Assert.Same(cause, failure.InnerException);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => waiting);
        Assert.Empty(_store.Pending);
        var later = journal.Append("b", 0, Events("1"));
        Assert.Equal(["b@0+1"], _store.Pending);
        _store.Complete(AppendStatus.Written);
        await later;
    }

    [Fact]
    public async Task A_store_that_does_not_answer_each_append_has_failed()
    {
        var journal = new GroupCommitJournal(_store);
        var append = journal.Append("a", 0, Events("1"));

        _store.Complete();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => append);
    }

    [Fact]
    public async Task What_builds_on_a_failed_append_fails_as_it_did()
    {
        var journal = new GroupCommitJournal(_store);
        var conflicted = journal.Append("a", 0, Events("1"));
        _store.Complete(AppendStatus.Conflict);
        var unknown = journal.Append("b", 0, Events("1"));
        _store.Fail(new IOException("gone"));

        var afterConflict = journal.Append("a", 1, Events("2"), conflicted);
        var afterUnknown = journal.Append("b", 1, Events("2"), unknown);

        await Assert.ThrowsAsync<JournalConflictException>(() => afterConflict);
        var failure = await Assert.ThrowsAsync<JournalUnavailableException>(() => afterUnknown);
        Assert.Equal("gone", failure.InnerException?.Message);
        Assert.Empty(_store.Pending);
    }

    [Fact]
    public void Streams_are_shared_out_among_writers_and_each_keeps_its_own()
    {
        var journal = new GroupCommitJournal(_store, new() { Writers = 2 });
        for (var i = 0; i < 50; i++)
        {
            journal.Append($"s{i}", 0, Events("1"));
            journal.Append($"s{i}", 1, Events("2"));
        }

        Assert.Equal(2, _store.Pending.Count);
        var batches = _store.CompleteAll();

        // The first append of each writer has its own transaction; the others share one per writer.
        Assert.Equal(4, batches.Count);
        var larger = batches.Skip(2).Select(b => b.Split(' ').Length).ToList();
        Assert.InRange(larger.Min(), 15, 35);
        Assert.All(batches.Take(2), b => Assert.EndsWith("@0+1", b));
    }

    [Fact]
    public void The_same_calls_give_the_same_batches()
    {
        Assert.Equal(RunOnce(), RunOnce());
    }

    [Fact]
    public async Task A_closed_journal_refuses_appends()
    {
        var journal = new GroupCommitJournal(_store);
        await journal.DisposeAsync();
        await journal.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => journal.Append("a", 0, Events("1")));
    }

    [Fact]
    public async Task An_answer_runs_no_callers_code_inside_the_loop()
    {
        var journal = new GroupCommitJournal(_store);
        var append = journal.Append("a", 0, Events("1"));
        var seen = append.ContinueWith(
            _ => InsideLoop, TaskContinuationOptions.ExecuteSynchronously);

        InsideLoop = true;
        _store.Complete(AppendStatus.Written);
        InsideLoop = false;

        Assert.False(await seen);
    }

    private static List<string> RunOnce()
    {
        var store = new ManualStore();
        var journal = new GroupCommitJournal(store, new() { Writers = 3, MaxEvents = 7 });
        var random = new Random(11);
        var versions = new long[10];
        var batches = new List<string>();
        for (var i = 0; i < 500; i++)
        {
            var stream = random.Next(10);
            journal.Append($"s{stream}", versions[stream]++, Events("1"));
            if (random.Next(4) == 0)
            {
                batches.AddRange(store.CompleteOne());
            }
        }
        batches.AddRange(store.CompleteAll());
        return batches;
    }
}
