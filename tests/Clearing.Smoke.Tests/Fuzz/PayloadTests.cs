using System.Text;
using System.Text.Json;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Smoke.Tests.Fuzz;

public class PayloadTests
{
    // By the type of the event, which is the first word of a case's name.
    private static readonly ILookup<string, PayloadCase> Impossible = ByType(PayloadCases.Impossible());
    private static readonly ILookup<string, PayloadCase> Doubtful = ByType(PayloadCases.Doubtful());

    public static TheoryData<string> Types => [.. Impossible.Select(ofType => ofType.Key)];

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

    [Fact]
    public void There_are_thousands_of_payloads_of_all_types()
    {
        Assert.InRange(Impossible.Sum(ofType => ofType.Count()), 2_000, int.MaxValue);
        Assert.InRange(Doubtful.Sum(ofType => ofType.Count()), 3_000, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void An_impossible_payload_is_refused(string type) =>
        Take(Impossible[type], (taken, verified) => Assert.False(taken || verified));

    // Whatever a fold takes, a verification may still refuse; what it refuses, that must.
    [Theory]
    [MemberData(nameof(Types))]
    public void A_doubtful_payload_is_read_or_refused(string type) =>
        Take(Doubtful[type], (taken, verified) => Assert.True(taken || !verified));

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

    private static void Take(IEnumerable<PayloadCase> cases, Action<bool, bool> check)
    {
        foreach (var ofStream in cases.GroupBy(one => one.Stream))
        {
            var fold = new JournalTarget("fold", ofStream.Key, verify: false);
            var verify = new JournalTarget("verify", ofStream.Key, verify: true);
            Assert.All(ofStream, one =>
            {
                var payload = Encoding.UTF8.GetBytes(one.Payload);
                check(fold.Take(payload, one.At, null), verify.Take(payload, one.At, null));
            });
        }
    }

    private static ILookup<string, PayloadCase> ByType(IEnumerable<PayloadCase> cases) =>
        cases.ToLookup(one => one.Name.Split(' ')[0]);

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
