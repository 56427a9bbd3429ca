using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>Paging a ledger reads about as much as it shows.</summary>
public sealed class LedgerTests
{
    private const string Stream = "seller/s";
    private readonly CountingJournal _journal = new();

    [Theory]
    [InlineData(100)]
    [InlineData(7)]
    [InlineData(1_000)]
    public async Task A_walk_over_all_pages_gives_each_posting_once_and_reads_the_stream_about_once(int most)
    {
        var postings = await Fill(events: 3_000);
        var ledger = new LedgerPages(new SealedJournal(_journal).Stream(Stream, _ => true));
        long after = 0;
        while (await ledger.Read(after, most) is { IsEmpty: false } page)
        {
            Assert.Equal(Enumerable.Range(1, page.Length).Select(n => after + n), page.Select(e => e.Number));
            after = page[^1].Number;
        }

        Assert.Equal(postings, after);
        Assert.InRange(_journal.EventsRead, 3_000, 3_000 + 3_000 / most * 200);
    }

    [Fact]
    public async Task A_place_that_was_noted_is_read_from_there()
    {
        var postings = await Fill(events: 1_000);
        var ledger = new LedgerPages(new SealedJournal(_journal).Stream(Stream, _ => true));
        ledger.Note(postings, 1_000);
        var none = await ledger.Read(postings, 100);

        Assert.Empty(none);
        Assert.Equal(0, _journal.EventsRead);
    }

    /// <summary>Appends events with none, one or three postings.</summary>
    private async Task<long> Fill(int events)
    {
        var posting = new Posting("m", Cause.Sale, "r", []);
        var postings = 0L;
        for (var n = 0; n < events; n++)
        {
            Posting[] made = [.. Enumerable.Repeat(posting, n % 3 == 2 ? 3 : n % 3)];
            postings += made.Length;
            var report = new SalesReport($"r{n}", "m", new Money(n));
            await _journal.Append(Stream, n, [Codecs.Seller.Encode(new SalesReported(report, [.. made]))]);
        }
        return postings;
    }

    private sealed class CountingJournal : IJournal
    {
        private readonly MemoryJournalStore _store = new(TimeProvider.System);

        public int EventsRead { get; private set; }

        public Task Append(string stream, long expectedVersion, IReadOnlyList<NewEvent> events) =>
            _store.Write([new StreamAppend(stream, expectedVersion, events)]);

        public async IAsyncEnumerable<StoredEvent> Read(
            string stream, long afterVersion,
            [System.Runtime.CompilerServices.EnumeratorCancellation]
            CancellationToken cancellationToken = default)
        {
            await foreach (var stored in _store.Read(stream, afterVersion, cancellationToken))
            {
                EventsRead++;
                yield return stored;
            }
        }

        public IAsyncEnumerable<StreamInfo> Streams(
            string prefix, CancellationToken cancellationToken = default) =>
            _store.Streams(prefix, cancellationToken);
    }
}
