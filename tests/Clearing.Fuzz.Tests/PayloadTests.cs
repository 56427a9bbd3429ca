using System.Text;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Fuzz.Tests;

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
            .Concat(Codecs.Directory.Names).Concat(Codecs.Webhook.Names);

        Assert.Empty(known.Except(types));
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
}
