using System.Text;
using Clearing.Sealing;

namespace Clearing.Journal.Tests;

/// <summary>What a grain writes through its stream, and tampering in the database.</summary>
public sealed class SealedStreamTests : IAsyncLifetime
{
    private const string Name = "market/us-east/standard/2026-Q4";
    private readonly MemoryKeyTable _table = new();
    private readonly MemoryJournalStore _store = new(TimeProvider.System);
    private KeyRing _keys = null!;

    public async Task InitializeAsync() => _keys = await KeyRing.Open(
        _table, new MemoryWrapper("k1"), SystemSecrets.Instance);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_is_sealed_is_read_again_and_does_not_stand_in_the_journal()
    {
        await Append(Sealed(_store), ("bid_amended", "secret fee"), ("bid_cancelled", "secret id"));

        Assert.Equal(["secret fee", "secret id"], await Texts(Sealed(_store)));
        var stored = await Stored();
        Assert.All(stored, e => Assert.DoesNotContain(
            "secret", Encoding.UTF8.GetString(e.Payload.Span), StringComparison.Ordinal));
        Assert.All(stored, e => Assert.Equal(32, e.Link.Length));
    }

    [Fact]
    public async Task Old_plain_events_read_as_before_and_what_follows_is_sealed_unless_it_is_open()
    {
        var stream = await BegunInPlain();
        Assert.Equal(["old"], await Texts(stream));

        await Append(stream, ("bid_amended", "new"), ("capacity_changed", "public"));

        Assert.Equal(["old", "new", "public"], await Texts(Sealed(_store)));
        var stored = await Stored();
        Assert.True(SealedText.Is(stored[1].Payload.Span));
        Assert.Equal("\"public\"", Encoding.UTF8.GetString(stored[2].Payload.Span));
    }

    // The link of the first event that has one also covers earlier events.
    [Fact]
    public async Task Old_plain_events_cannot_be_altered_once_one_with_a_link_follows()
    {
        var stream = await BegunInPlain();
        await Texts(stream);
        await Append(stream, ("bid_amended", "new"));

        var altered = await Rewritten((e, i) =>
            i == 0 ? e with { Payload = "\"other\""u8.ToArray() } : e);

        await Unreadable(altered, "its link does not follow");
    }

    [Fact]
    public async Task A_row_that_was_altered_moved_retyped_or_left_out_is_noticed()
    {
        await Append(
            Sealed(_store), ("bid_amended", "one"), ("bid_cancelled", "two"),
            ("bid_amended", "three"));
        NewEvent[] all = [.. (await Stored()).Select(e => new NewEvent(e.Type, e.Payload, e.Link))];

        await Unreadable(await Rewritten((e, i) => i == 1 ? e with { Type = "bid_amended" } : e));
        await Unreadable(await Written([all[1], all[0], all[2]]));
        await Unreadable(await Written([all[0], all[2]]));
        await Unreadable(await Rewritten((e, i) => i == 1 ? e with { Payload = all[0].Payload } : e));
    }

    [Fact]
    public async Task Rows_whose_links_were_computed_anew_are_noticed_by_their_seals()
    {
        await Append(Sealed(_store), ("bid_amended", "one"), ("bid_amended", "two"));
        NewEvent[] all = [.. (await Stored()).Select(e => new NewEvent(e.Type, e.Payload))];

        await Unreadable(await Written(Linked(all[1], all[0])), "not sealed for this place");
        await Unreadable(await Written(Linked(all[0], all[0])), "not sealed for this place");
        await Unreadable(
            await Written(Linked(all[0], new("bid_amended", "\"forged\""u8.ToArray()))),
            "it is not sealed");
    }

    [Fact]
    public async Task A_row_of_another_stream_does_not_open_in_this_one()
    {
        await Append(Sealed(_store), ("bid_amended", "mine"));
        await Append(Sealed(_store, "market/other"), ("bid_amended", "one"));
        var other = (await Stored("market/other"))[0];

        await Unreadable(await Written(Linked(new NewEvent(other.Type, other.Payload))));
    }

    [Fact]
    public async Task Without_keys_a_sealed_stream_is_not_read()
    {
        await Append(Sealed(_store), ("bid_amended", "one"));
        var plain = new SealedJournal(new GroupCommitJournal(_store)).Stream(Name, Seals);

        var refused = await Assert.ThrowsAsync<KeyUnavailableException>(() => Texts(plain));

        Assert.Equal(KeyProblem.NoKeys, refused.Problem);
    }

    [Fact]
    public async Task Nothing_is_written_plain_when_there_is_no_key()
    {
        var stream = Sealed(_store);

        Assert.False(stream.IsReady);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => stream.Append([new("bid_amended", Padding.OfJson("\"x\""u8))], Task.CompletedTask));
        Assert.Empty(await Stored());
    }

    [Fact]
    public async Task A_market_does_not_begin_with_a_key_in_clear_which_somebody_added()
    {
        var table = new MemoryKeyTable();
        await table.Add([new(Name, 1, StoredKey.Clear, new byte[DataKey.SecretBytes])]);
        var ring = await KeyRing.Open(table, new MemoryWrapper("k1"), SystemSecrets.Instance);
        var stream = new SealedJournal(new GroupCommitJournal(_store), ring).Stream(Name, Seals);

        var refused = await Assert.ThrowsAsync<KeyUnavailableException>(
            () => stream.MakeReady().AsTask());

        Assert.Equal(KeyProblem.Planted, refused.Problem);
    }

    [Fact]
    public async Task A_stream_without_a_scope_is_chained_and_never_sealed()
    {
        var directory = Sealed(_store, "directory");
        Assert.True(directory.IsReady);
        await directory.Append([new("market_entered", "\"m\""u8.ToArray())], Task.CompletedTask);

        Assert.Equal("\"m\"", Encoding.UTF8.GetString((await Stored("directory"))[0].Payload.Span));
    }

    [Fact]
    public async Task Writing_goes_on_behind_a_known_event_without_reading_those_before_it()
    {
        await Append(Sealed(_store), ("bid_amended", "one"), ("bid_amended", "two"));
        var stream = Sealed(_store);
        await stream.StartBehind((await stream.Find(2, default))!.Value);

        await Append(stream, ("bid_amended", "three"));

        Assert.Equal(["one", "two", "three"], await Texts(Sealed(_store)));
    }

    [Theory]
    [InlineData("bid_amended")]
    [InlineData("capacity_changed")]
    public async Task A_plain_row_behind_a_known_event_is_noticed_although_those_before_are_not_read(
        string last)
    {
        var writer = await BegunInPlain();
        await Texts(writer);
        await Append(writer, ("bid_amended", "one"), (last, "two"));
        NewEvent[] all = [.. (await Stored()).Select(e => new NewEvent(e.Type, e.Payload))];
        var forged = await Written(Linked([.. all, new("bid_amended", "\"forged\""u8.ToArray())]));
        var stream = Sealed(forged);
        await stream.StartBehind((await stream.Find(3, default))!.Value);

        var refused = await Assert.ThrowsAsync<EventUnreadableException>(() => Texts(stream));

        Assert.Contains("it is not sealed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_row_behind_a_snapshot_is_noticed_although_the_row_before_was_made_plain()
    {
        var writer = Sealed(_store);
        await Append(writer, ("bid_amended", "one"));
        var snapshot = writer.SealSnapshot(1, "\"state\""u8.ToArray());
        NewEvent Forged(string text) => new("bid_amended", Encoding.UTF8.GetBytes($"\"{text}\""));
        var stream = Sealed(await Written(Linked(Forged("one"), Forged("two"))));
        Assert.NotNull(await stream.OpenSnapshot(1, snapshot));
        await stream.StartBehind((await stream.Find(1, default))!.Value);

        var refused = await Assert.ThrowsAsync<EventUnreadableException>(() => Texts(stream));

        Assert.Contains("it is not sealed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_snapshot_of_plain_rows_plain_ones_are_read()
    {
        await new GroupCommitJournal(_store).Append(Name, 0, Linked(
            new("bid_amended", "\"one\""u8.ToArray()), new("bid_amended", "\"two\""u8.ToArray())));
        var writer = Sealed(_store);
        await writer.MakeReady();
        var snapshot = writer.SealSnapshot(1, "\"state\""u8.ToArray());
        var stream = Sealed(_store);
        Assert.NotNull(await stream.OpenSnapshot(1, snapshot));
        await stream.StartBehind((await stream.Find(1, default))!.Value);

        Assert.Equal(["two"], await Texts(stream));
    }

    [Fact]
    public async Task A_snapshot_opens_for_its_stream_and_version_only()
    {
        var stream = Sealed(_store);
        await Append(stream, ("bid_amended", "one"));
        var snapshot = stream.SealSnapshot(1, "\"account\""u8.ToArray());

        Assert.Equal(
            "\"account\"",
            Encoding.UTF8.GetString((await stream.OpenSnapshot(1, snapshot))!.Value.Span));
        Assert.Null(await stream.OpenSnapshot(2, snapshot));
        Assert.Null(await Sealed(_store, "market/other").OpenSnapshot(1, snapshot));
        Assert.Null(await stream.OpenSnapshot(1, "\"forged\""u8.ToArray()));
    }

    [Fact]
    public async Task Overtaken_is_who_missed_an_event()
    {
        var (one, other) = (Sealed(_store), Sealed(_store));
        await Append(one, ("bid_amended", "one"));

        Assert.False(await one.WasOvertaken());
        Assert.True(await other.WasOvertaken());
    }

    // As a market that began before there were keys.
    private async Task<SealedStream> BegunInPlain()
    {
        await new GroupCommitJournal(_store).Append(
            Name, 0, [new("bid_amended", "\"old\""u8.ToArray())]);
        return Sealed(_store);
    }

    private static bool Seals(string type) => type != "capacity_changed";

    private SealedStream Sealed(IJournalStore store, string name = Name) =>
        new SealedJournal(new GroupCommitJournal(store), _keys).Stream(name, Seals);

    private static async Task Append(SealedStream stream, params (string Type, string Text)[] said)
    {
        await stream.MakeReady();
        await stream.Append(
            [.. said.Select(s =>
            {
                var json = Encoding.UTF8.GetBytes($"\"{s.Text}\"");
                return new NewEvent(s.Type, Seals(s.Type) ? Padding.OfJson(json) : json);
            })],
            Task.CompletedTask);
    }

    private static async Task<List<string>> Texts(SealedStream stream) =>
        await stream.Follow().Select(e => Encoding.UTF8.GetString(
            Padding.TryJson(e.Payload, out var json) ? json.Span : e.Payload.Span).Trim('"'))
            .ToListAsync();

    private async Task<List<StoredEvent>> Stored(string stream = Name) =>
        await _store.Read(stream, 0).ToListAsync();

    private async Task<IJournalStore> Rewritten(Func<NewEvent, int, NewEvent> change) =>
        await Written([.. (await Stored())
            .Select(e => new NewEvent(e.Type, e.Payload, e.Link)).Select(change)]);

    // Anyone can compute links.
    private static NewEvent[] Linked(params NewEvent[] events)
    {
        var link = ChainLink.Start.ToArray();
        return [.. events.Select((e, i) => e with
        {
            Link = link = ChainLink.After(link, new(Name, i + 1, e.Type), e.Payload.Span),
        })];
    }

    private static async Task<IJournalStore> Written(NewEvent[] events)
    {
        var store = new MemoryJournalStore(TimeProvider.System);
        await store.Write([new(Name, 0, events)]);
        return store;
    }

    private async Task Unreadable(IJournalStore store, string why = "")
    {
        var refused = await Assert.ThrowsAsync<EventUnreadableException>(
            () => Texts(Sealed(store)));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }
}
