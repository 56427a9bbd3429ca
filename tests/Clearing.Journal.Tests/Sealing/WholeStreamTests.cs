using System.Runtime.CompilerServices;
using System.Text;
using Clearing.Sealing;

namespace Clearing.Journal.Tests;

/// <summary>
/// A market that begins with keys has no plain event, of whatever type: so who writes the database
/// cannot settle it or change its capacity.
/// </summary>
public sealed class WholeStreamTests : IAsyncLifetime
{
    private const string Name = "market/us-east/standard/2026-Q4";
    private const string Sealed = "bid_amended";
    private const string Open = "market_settled";

    private readonly MemoryJournalStore _store = new(TimeProvider.System);
    private KeyRing _keys = null!;

    public async Task InitializeAsync() => _keys = await KeyRing.Open(
        new MemoryKeyTable(), new MemoryWrapper("k1"), SystemSecrets.Instance);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_type_is_sealed_by_the_first_append_and_by_later_ones()
    {
        var writer = Stream(_store);
        await Append(writer, Sealed, Open);
        await Append(writer, Open);
        var later = Stream(_store);
        await later.Follow().CountAsync();
        await Append(later, Open);

        Assert.All(await Rows(_store), row => Assert.True(SealedText.IsInWhole(row.Payload.Span)));
        Assert.Equal(4, await Stream(_store).Follow().CountAsync());
    }

    [Theory]
    [InlineData("seller/acme")]
    [InlineData("webhook/market/us-east/standard/2026-Q4/1")]
    public async Task Other_streams_say_nothing_of_it(string name)
    {
        await Append(Stream(_store, name), Sealed);

        Assert.False(SealedText.IsInWhole(
            Assert.Single(await _store.Read(name, 0).ToListAsync()).Payload.Span));
    }

    [Fact]
    public async Task Without_keys_nothing_is_sealed_and_a_market_that_began_so_is_never_whole()
    {
        var plain = new SealedJournal(new GroupCommitJournal(_store)).Stream(Name, Seals);
        await Append(plain, Sealed);
        var writer = Stream(_store);
        await writer.Follow().CountAsync();
        await Append(writer, Sealed, Open);

        Assert.All(await Rows(_store), row => Assert.False(SealedText.IsInWhole(row.Payload.Span)));
        Assert.Equal(3, await Stream(_store).Follow().CountAsync());
    }

    [Theory]
    [InlineData(Sealed)]
    [InlineData(Open)]
    public async Task A_plain_event_that_was_added_is_refused(string type)
    {
        var forged = await Forged(rows => [.. rows, Plain(type)]);

        await Refused(Stream(forged), "its stream is sealed as a whole");
    }

    [Fact]
    public async Task A_plain_event_in_the_place_of_the_first_is_refused_at_the_next() => await Refused(
        Stream(await Forged(rows => [Plain(Open), .. rows[1..]])), "one before it is not sealed");

    [Fact]
    public async Task Nor_does_a_plain_event_follow_on_a_snapshot()
    {
        var writer = Stream(_store);
        await Append(writer, Sealed, Open);
        var snapshot = writer.SealSnapshot(2, "\"state\""u8.ToArray());
        // The event that the snapshot ends with was altered, too.
        var stream = Stream(await Forged(rows => [rows[0], Plain(Open), Plain(Open)]));
        Assert.NotNull(await stream.OpenSnapshot(2, snapshot));
        await stream.StartBehind((await stream.Find(2, default))!.Value);

        await Refused(stream, "its stream is sealed as a whole");
        Assert.True(stream.Seals(Open));
    }

    [Fact]
    public async Task Nor_on_a_known_event_that_its_key_opens()
    {
        var stream = Stream(await Forged(rows => [.. rows, Plain(Open)]));
        await stream.StartBehind((await stream.Find(2, default))!.Value);

        await Refused(stream, "its stream is sealed as a whole");
    }

    [Fact]
    public async Task A_box_that_only_claims_it_is_refused_as_altered()
    {
        using var own = new DataKey(1, new byte[DataKey.SecretBytes]);
        var place = new SealedPlace(Name, 2, Sealed) { IsInWhole = true };
        var claimed = own.Seal(place, "{}"u8, SystemSecrets.Instance);
        var stream = Stream(await Forged(rows => [rows[0], new(Sealed, claimed)]));
        var known = (await stream.Find(2, default))!.Value;

        var refused = await Assert.ThrowsAsync<EventUnreadableException>(
            () => stream.StartBehind(known).AsTask());

        Assert.Contains("not sealed for this place", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Nor_may_an_event_be_missing_whose_links_were_computed_again(long missing)
    {
        await Append(Stream(_store), Sealed, Open, Sealed);

        await Refused(Stream(new WithoutStore(_store, missing)), "the event before it is missing");
    }

    [Theory]
    [InlineData(Name, Sealed)]
    [InlineData(Name, Open)]
    [InlineData("seller/acme", Sealed)]
    [InlineData("webhook/market-seller/us-east/standard/2026-Q4/acme", Sealed)]
    public async Task A_stream_that_was_made_up_in_plain_is_refused_in_a_journal_sealed_from_its_start(
        string name, string type)
    {
        await _store.Write([new(name, 0, [Linked(name, Plain(type))])]);

        await Refused(Stream(_store, name, fromStart: true), "the journal is sealed from its start");
        Assert.Equal(1, await Stream(_store, name).Follow().CountAsync());
    }

    [Fact]
    public async Task There_a_market_of_an_older_version_keeps_its_plain_events_behind_a_sealed_one()
    {
        using var keys = _keys.Of(Name);
        var box = (await keys.ForSealing()).Seal(
            new(Name, 1, Sealed), Padding.OfJson("\"x\""u8), SystemSecrets.Instance);
        var first = Linked(Name, new(Sealed, box));
        await _store.Write([new(Name, 0, [first])]);
        var writer = Stream(_store, fromStart: true);
        await writer.Follow().CountAsync();
        await Append(writer, Open);

        Assert.False(SealedText.Is((await Rows(_store))[1].Payload.Span));
        Assert.Equal(2, await Stream(_store, fromStart: true).Follow().CountAsync());
    }

    [Fact]
    public async Task There_streams_that_are_never_sealed_begin_in_plain()
    {
        await _store.Write([new("directory", 0, [Linked("directory", Plain("market_entered"))])]);

        Assert.Equal(1, await Stream(_store, "directory", fromStart: true).Follow().CountAsync());
    }

    private async Task<IJournalStore> Forged(Func<List<NewEvent>, NewEvent[]> change)
    {
        if ((await Rows(_store)).Count == 0) { await Append(Stream(_store), Sealed, Open); }
        var rows = (await Rows(_store)).ConvertAll(row => new NewEvent(row.Type, row.Payload));
        var (store, link) = (new MemoryJournalStore(TimeProvider.System), ChainLink.Start.ToArray());
        // Anyone can compute links.
        await store.Write([new(Name, 0, [.. change(rows).Select((row, i) => row with
        {
            Link = link = ChainLink.After(link, new(Name, i + 1, row.Type), row.Payload.Span),
        })])]);
        return store;
    }

    private static NewEvent Linked(string stream, NewEvent first) => first with
    {
        Link = ChainLink.After(
            ChainLink.Start.Span, new(stream, 1, first.Type), first.Payload.Span),
    };

    private static NewEvent Plain(string type) => new(type, "\"forged\""u8.ToArray());

    private static bool Seals(string type) => type != Open;

    private SealedStream Stream(IJournalStore store, string name = Name, bool fromStart = false) =>
        new SealedJournal(new GroupCommitJournal(store), _keys, fromStart: fromStart)
            .Stream(name, Seals);

    private static async Task Append(SealedStream stream, params string[] types)
    {
        await stream.MakeReady();
        await stream.Append(
            [.. types.Select(type => new NewEvent(
                type, stream.Seals(type) ? Padding.OfJson("\"x\""u8) : "\"x\""u8.ToArray()))],
            Task.CompletedTask);
    }

    private static async Task<List<StoredEvent>> Rows(IJournalStore store) =>
        await store.Read(Name, 0).ToListAsync();

    private static async Task Refused(SealedStream stream, string why)
    {
        var refused = await Assert.ThrowsAsync<EventUnreadableException>(
            () => stream.Follow().CountAsync().AsTask());
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    // A row was deleted, and the links behind it were computed again.
    private sealed class WithoutStore(IJournalStore inner, long missing) : IJournalStore
    {
        public Task<IReadOnlyList<AppendStatus>> Write(IReadOnlyList<StreamAppend> batch) =>
            inner.Write(batch);

        public async IAsyncEnumerable<StoredEvent> Read(
            string stream, long afterVersion,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var link = ChainLink.Start.ToArray();
            await foreach (var row in inner.Read(stream, 0, cancellationToken))
            {
                if (row.Version == missing) { continue; }
                link = ChainLink.After(link, new(stream, row.Version, row.Type), row.Payload.Span);
                if (row.Version > afterVersion) { yield return row with { Link = link }; }
            }
        }

        public IAsyncEnumerable<StreamInfo> Streams(
            string prefix, CancellationToken cancellationToken = default) =>
            inner.Streams(prefix, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
