using System.Text;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;

namespace Clearing.Cluster.Tests.Events;

/// <summary>The sealed form of placed bids has fixed widths and gives the same bids.</summary>
public sealed class PackedBidsTests
{
    private const string Stream = "market/us-east/standard/2026-Q4";

    [Fact]
    public void Every_placed_bid_comes_back_as_it_was()
    {
        var random = new Random(7);
        for (var run = 0; run < 200; run++)
        {
            var placed = new BidsPlaced(
                random.NextInt64(1, long.MaxValue),
                [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Any(random))])
            {
                At = random.Next(2) == 0 ? null : new(random.NextInt64(1L << 61), TimeSpan.Zero),
            };

            var read = Assert.IsType<BidsPlaced>(Read(Codecs.Market.EncodeToSeal(placed)));

            Assert.Equal(placed.FirstSequence, read.FirstSequence);
            Assert.Equal(placed.Bids.AsEnumerable(), read.Bids);
            Assert.Equal(placed.At, read.At);
        }
    }

    [Fact]
    public void The_instant_follows_the_count_in_a_form_of_its_own()
    {
        var packed = Codecs.Market.EncodeToSeal(
            new BidsPlaced(1, [new Bid("b", "s", new(5), new(6))])
            {
                At = new DateTimeOffset(0x0102_0304, TimeSpan.FromHours(0)),
            }).Payload;

        byte[] begins =
            [2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4, 3, 2, 1, 0, 0, 0, 0, 5];
        Assert.Equal(begins, packed.Span[..begins.Length].ToArray());
    }

    // The bytes are spelled out in little-endian order, because the form must never change.
    [Fact]
    public void The_form_has_the_bytes_that_it_is_said_to_have()
    {
        var packed = Codecs.Market.EncodeToSeal(new BidsPlaced(
            258, [new Bid("b-1", "acme", new(5), new(600), new(7), TimeInForce.Round)])).Payload;

        byte[] begins =
        [
            1, 2, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0,
            5, 0, 0, 0, 0, 0, 0, 0, 0x58, 2, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 1,
            4, .. "acme"u8, 3, .. "b-1"u8,
        ];
        Assert.Equal(64, packed.Length);
        Assert.Equal(begins, packed.Span[..begins.Length].ToArray());
        Assert.False(packed.Span[begins.Length..].ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void A_fee_shows_in_no_size()
    {
        int Size(long fee) => Codecs.Market.EncodeToSeal(new BidsPlaced(
            1, [new Bid("b", "s", new(fee), new(fee))])).Payload.Length;

        Assert.Equal(Size(0), Size(long.MaxValue));
    }

    [Theory]
    [InlineData("ü", "s")]
    [InlineData("b", "日本")]
    public void A_text_that_is_not_ascii_is_sealed_as_json(string id, string seller)
    {
        var placed = new BidsPlaced(1, [new Bid(id, seller, new(5), new(6))]);
        var encoded = Codecs.Market.EncodeToSeal(placed);

        Assert.Equal(Padding.Json, encoded.Payload.Span[0]);
        Assert.Equal(placed.Bids.AsEnumerable(), ((BidsPlaced)Read(encoded)).Bids);
    }

    [Fact]
    public void Damaged_bytes_are_unreadable_and_say_nothing_of_what_is_in_them()
    {
        var whole = Codecs.Market.EncodeToSeal(new BidsPlaced(
            1, [new Bid("secret", "acme", new(5), new(6)), new Bid("b", "s", new(7), new(8))]));
        foreach (var (at, value) in new[] { (9, 0), (9, 3), (9, 1), (12, 255), (38, 200), (0, 2), (0, 3) })
        {
            var damaged = whole.Payload.ToArray();
            damaged[at] = (byte)value;

            var wrong = Assert.Throws<EventUnreadableException>(
                () => Read(whole with { Payload = damaged }));
            Assert.DoesNotContain("secret", wrong.ToString(), StringComparison.Ordinal);
        }
        Assert.Throws<EventUnreadableException>(
            () => Read(whole with { Payload = whole.Payload[..64] }));
    }

    private static MarketEvent Read(NewEvent encoded) => Codecs.Market.Decode(
        Stream, new StoredEvent(1, encoded.Type, encoded.Payload, DateTimeOffset.UnixEpoch));

    private static Bid Any(Random random) => new(
        Text(random), Text(random), new Fee(random.NextInt64()),
        new CubicFeet(random.NextInt64()), new CubicFeet(random.NextInt64()),
        random.Next(2) == 0 ? TimeInForce.Period : TimeInForce.Round);

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 256); i > 0; i--) { text.Append((char)random.Next(' ', '~')); }
        return text.ToString();
    }
}
