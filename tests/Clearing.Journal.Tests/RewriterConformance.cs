using System.Data.Common;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>The promises of whoever changes what is stored. One class per store runs them.</summary>
public abstract class RewriterConformance
{
    private static readonly DateTimeOffset At = new(2026, 10, 1, 12, 30, 15, 123, TimeSpan.Zero);
    private static readonly byte[] Link = [.. Enumerable.Repeat((byte)7, 32)];

    protected abstract JournalOptions Options { get; }

    [StoreFact]
    public async Task A_payload_is_replaced_and_all_else_of_its_event_stays()
    {
        await Write("a", [.. Events("one"), new("Told", Bytes("two"), Link), .. Events("three")]);
        await Write("b", Events("its own"));

        await Rewrite(rewriter => rewriter.Replace("a", [(2, Bytes("2 Größe 😀")), (3, Bytes("3"))]));

        var read = await Read("a");
        Assert.Equal(["one", "2 Größe 😀", "3"], read.Select(Text));
        Assert.Equal([1L, 2, 3], read.Select(e => e.Version));
        Assert.Equal(["Said", "Told", "Said"], read.Select(e => e.Type));
        Assert.All(read, e => Assert.Equal(At, e.RecordedAt));
        Assert.Equal([0, 32, 0], read.Select(e => e.Link.Length));
        Assert.Equal(["its own"], (await Read("b")).Select(Text));
    }

    [StoreTheory]
    [InlineData("a", 3)]
    [InlineData("none", 1)]
    public async Task A_version_that_is_missing_is_named_and_nothing_is_replaced(
        string stream, long missing)
    {
        await Write("a", Events("one", "two"));

        await Rewrite(async rewriter =>
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
                rewriter.Replace(stream, [(1, Bytes("1")), (2, Bytes("2")), (missing, Bytes("3"))]));

            Assert.Equal($"{stream} has no version {missing}.", refused.Message);
            Assert.Equal(["one", "two"], (await Read("a")).Select(Text));
            await rewriter.Replace("a", [(2, Bytes("2"))]);
        });
        Assert.Equal(["one", "2"], (await Read("a")).Select(Text));
    }

    [StoreFact]
    public async Task A_renamed_stream_has_its_events_under_the_new_name_and_one_that_is_missing_is_left_out()
    {
        await Write("a", Events("one", "two"));
        await Write("b", Events("three"));
        await Write("c", Events("four"));

        await Rewrite(rewriter => rewriter.Rename([("a", "x"), ("none", "y"), ("b", "a")]));

        Assert.Equal(["one", "two"], (await Read("x")).Select(Text));
        Assert.Equal(["three"], (await Read("a")).Select(Text));
        Assert.Equal(["a", "c", "x"], await Names());
        await Write("b", Events("a new stream"));
    }

    [StoreFact]
    public async Task Of_names_of_which_one_is_taken_none_is_given()
    {
        await Write("a", Events("one"));
        await Write("b", Events("two"));
        await Write("c", Events("three"));

        await Rewrite(async rewriter =>
        {
            await Assert.ThrowsAnyAsync<DbException>(
                () => rewriter.Rename([("a", "x"), ("b", "c")]));
            Assert.Equal(["a", "b", "c"], await Names());
            await rewriter.Rename([("a", "x")]);
        });
        Assert.Equal(["b", "c", "x"], await Names());
    }

    private async Task Rewrite(Func<IJournalRewriter, Task> change)
    {
        await using var rewriter = Journals.OpenForRewriting(Options);
        await change(rewriter);
        await rewriter.ClearFreeSpace();
    }

    private async Task Write(string stream, IReadOnlyList<NewEvent> events)
    {
        await using var journal = Journals.Open(Options, new FakeTimeProvider(At));
        await journal.Append(stream, 0, events);
    }

    private async Task<List<StoredEvent>> Read(string stream)
    {
        await using var journal = Journals.OpenForReading(Options);
        return await journal.Read(stream, 0).ToListAsync();
    }

    private async Task<List<string>> Names()
    {
        await using var journal = Journals.OpenForReading(Options);
        return await journal.Streams("").Select(stream => stream.Name).ToListAsync();
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
