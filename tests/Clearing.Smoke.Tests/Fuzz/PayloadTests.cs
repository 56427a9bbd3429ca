using System.Text;
using System.Text.Json;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Smoke.Tests.Fuzz;

public class PayloadTests
{
    public static TheoryData<string, string, int, string> Impossible() => Rows(PayloadCases.Impossible());

    public static TheoryData<string, string, int, string> Doubtful() => Rows(PayloadCases.Doubtful());

    [Fact]
    public void The_story_has_every_kind_of_event()
    {
        var types = new Story().Events.Values.SelectMany(events => events)
            .Select(stored => stored.Type).ToHashSet();
        var known = Codecs.Market.Names.Concat(Codecs.Seller.Names)
            .Concat(Codecs.Directory.Names).Concat(Codecs.Webhook.Names)
            .Concat(Codecs.Zone.Names).Concat(Codecs.ZoneSeller.Names);

        Assert.Empty(known.Except(types));
    }

    [Fact]
    public void An_accepted_notice_is_written_as_the_serializer_writes_it()
    {
        var told = new Story().Events.Values.SelectMany(events => events)
            .Where(stored => stored.Type == "notice_accepted")
            .Select(stored => (NoticeAccepted)Codecs.Seller.Decode("seller/any", stored))
            .Append(Strange())
            .ToList();

        Assert.Contains(told, accepted => !accepted.Notice.Releases.IsEmpty);
        Assert.Contains(told, accepted => accepted.Notice.RepricedTo is not null);
        Assert.Contains(told, accepted => accepted.Notice.Settled);
        Assert.All(told, accepted => Assert.Equal(
            JsonSerializer.Serialize(accepted, EventJson.Default.NoticeAccepted),
            Encoding.UTF8.GetString(Codecs.Seller.Encode(accepted).Payload.Span)));
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_payload_is_refused(string name, string stream, int at, string payload)
    {
        Assert.NotEmpty(name);
        Assert.False(Fold(stream).Take(Encoding.UTF8.GetBytes(payload), at, null));
        Assert.False(Verify(stream).Take(Encoding.UTF8.GetBytes(payload), at, null));
    }

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void A_doubtful_payload_is_read_or_refused(string name, string stream, int at, string payload)
    {
        Assert.NotEmpty(name);
        // Whatever a fold takes, a verification may still refuse; what it refuses, that must.
        var taken = Fold(stream).Take(Encoding.UTF8.GetBytes(payload), at, null);
        var verified = Verify(stream).Take(Encoding.UTF8.GetBytes(payload), at, null);
        Assert.True(taken || !verified);
    }

    // Found by damaged inputs: the fold let through what its dictionaries threw.
    [Fact]
    public void An_award_that_lands_twice_cannot_follow_on_the_events_before()
    {
        var events = new Story().Events[Streams.OfSeller("one")];
        var account = new SellerAccount("one");
        var landed = events.First(stored => stored.Type == "notice_accepted");
        account.Apply(Codecs.Seller.Decode("seller/one", landed));
        var refusal = Assert.Throws<InvalidOperationException>(
            () => account.Apply(Codecs.Seller.Decode("seller/one", landed)));

        Assert.StartsWith("NoticeAccepted cannot follow", refusal.Message, StringComparison.Ordinal);
    }

    // Found by damaged inputs: the parser's message quoted the payload, and with it a sealed bid.
    [Fact]
    public void What_is_said_of_an_unreadable_event_quotes_nothing_of_it()
    {
        var stored = new StoredEvent(
            7, "bids_placed", "t{\"max_fee\":123456789}\u001b[31m"u8.ToArray(), DateTimeOffset.UnixEpoch);
        var refusal = Assert.Throws<EventUnreadableException>(
            () => Codecs.Market.Decode("market/a/b/c", stored));

        Assert.Contains("Event 7 of 'market/a/b/c', type 'bids_placed'", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("123456789", refusal.ToString(), StringComparison.Ordinal);
    }

    private static JournalTarget Fold(string stream) => new("fold", stream, verify: false);

    private static JournalTarget Verify(string stream) => new("verify", stream, verify: true);

    private static TheoryData<string, string, int, string> Rows(
        IEnumerable<(string Name, string Stream, int At, string Payload)> cases)
    {
        var rows = new TheoryData<string, string, int, string>();
        foreach (var (name, stream, at, payload) in cases) { rows.Add(name, stream, at, payload); }
        return rows;
    }

    private static NoticeAccepted Strange() => new(
        new Notice(
            "a\"b", "é<&\u0001", 7, 3, new MoneyTerms("€", 6, 1, 2, CreditSource.Days),
            [new Award("i@1", "i", "\u2028", 1, new(long.MaxValue), new(0), new(1), Complete: true)],
            [], RepricedTo: null, Settled: false,
            At: new DateTimeOffset(2026, 11, 3, 4, 5, 6, 789, TimeSpan.Zero)),
        [
            .. Enum.GetValues<Cause>().Select(cause => new Posting("m", cause, "r",
            [
                .. Enum.GetValues<LedgerAccount>().Select(account => new PostingLine(
                    account, new Money((int)account % 2 == 0 ? Int128.MaxValue : Int128.MinValue))),
            ])),
        ]);
}
