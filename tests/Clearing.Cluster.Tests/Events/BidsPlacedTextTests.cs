using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Events;

/// <summary>The hand-written text of placed bids equals that of the serializer.</summary>
public sealed class BidsPlacedTextTests
{
    private static readonly JsonSerializerOptions ByTheSerializer = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new FeeConverter(), new CubicFeetConverter(), new JsonStringEnumConverter() },
    };

    [Fact]
    public void Placed_bids_have_the_text_that_the_serializer_writes()
    {
        foreach (var placed in Samples())
        {
            var written = Codecs.Market.Encode(placed).Payload.ToArray();

            Assert.Equal(
                JsonSerializer.Serialize(placed, ByTheSerializer), Encoding.UTF8.GetString(written));
        }
    }

    [Fact]
    public void Placed_bids_are_read_as_they_were_written()
    {
        foreach (var placed in Samples())
        {
            var read = Read(Encoding.UTF8.GetString(Codecs.Market.Encode(placed).Payload.Span));

            Assert.Equal(placed.FirstSequence, read.FirstSequence);
            Assert.Equal(placed.Bids.AsEnumerable(), read.Bids);
            Assert.Equal(placed.At, read.At);
        }
    }

    [Theory]
    [InlineData("""
        {"bids":[{"max_volume":2,"max_fee":1,"seller":"s","id":"b"}],
        "first_sequence":7}
        """)]
    [InlineData("""
        { "first_sequence" : 7 ,
        "bids" : [ {"\u0069d":"b","seller":"s",
        "max_fee":1,"max_volume":2,"min_volume":0,"time_in_force":"period"} ] }
        """)]
    [InlineData("""
        {"first_sequence":7,
        "bids":[{"id":"b","seller":"s","max_fee":1,"max_volume":2,"time_in_force":0}]}
        """)]
    public void Sequence_spaces_escapes_and_what_has_a_default_do_not_matter(string text)
    {
        var oracle = JsonSerializer.Deserialize<BidsPlaced>(text, ByTheSerializer)!;
        var read = Read(text);

        Assert.Equal(7, read.FirstSequence);
        Assert.Equal(new Bid("b", "s", new Fee(1), new CubicFeet(2)), Assert.Single(read.Bids));
        Assert.Equal(oracle.Bids.AsEnumerable(), read.Bids);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"bids":[]}""")]
    [InlineData("""{"first_sequence":1}""")]
    [InlineData("""{"first_sequence":1,"bids":null}""")]
    [InlineData("""{"first_sequence":null,"bids":[]}""")]
    [InlineData("""{"first_sequence":"1","bids":[]}""")]
    [InlineData("""{"first_sequence":1.5,"bids":[]}""")]
    [InlineData("""{"first_sequence":1,"bids":[],"more":0}""")]
    [InlineData("""{"first_sequence":1,"bids":[1]}""")]
    [InlineData("""{"first_sequence":1,"bids":[{"id":"b","seller":"s","max_fee":1}]}""")]
    [InlineData("""
        {"first_sequence":1,
        "bids":[{"id":null,"seller":"s","max_fee":1,"max_volume":2}]}
        """)]
    [InlineData("""
        {"first_sequence":1,
        "bids":[{"id":3,"seller":"s","max_fee":1,"max_volume":2}]}
        """)]
    [InlineData("""
        {"first_sequence":1,
        "bids":[{"id":"b","seller":"s","max_fee":1,"max_volume":"2"}]}
        """)]
    [InlineData("""
        {"first_sequence":1,
        "bids":[{"id":"b","seller":"s","max_fee":1,"max_volume":9223372036854775808}]}
        """)]
    [InlineData("""
        {"first_sequence":1,
        "bids":[{"id":"b","seller":"s","max_fee":1,"max_volume":2,"more":0}]}
        """)]
    [InlineData("""
        {"first_sequence":1,
        "bids":[{"id":"b","seller":"s","max_fee":1,"max_volume":2,"time_in_force":"Year"}]}
        """)]
    [InlineData("""
        {"first_sequence":1,
        "bids":[{"id":"b","seller":"s","max_fee":1,"max_volume":2}]
        """)]
    [InlineData("""{"first_sequence":1,"bids":[]} {}""")]
    public void What_the_serializer_does_not_read_is_unreadable(string text)
    {
        Assert.Throws<JsonException>(
            () => JsonSerializer.Deserialize<BidsPlaced>(text, ByTheSerializer));
        Assert.Throws<EventUnreadableException>(() => Read(text));
    }

    [Fact]
    public void A_changed_byte_makes_the_same_difference_as_to_the_serializer()
    {
        var text = Codecs.Market.Encode(new BidsPlaced(12,
        [
            new("bid-1", "seller-1", new Fee(60), new CubicFeet(5_000)),
            new("b", "s", new Fee(999_999_999_999_999_999), new CubicFeet(7), new CubicFeet(1)),
            new("c", "s", new Fee(2), new CubicFeet(3), default, TimeInForce.Round),
        ])
        {
            At = new(2026, 10, 1, 9, 8, 7, 60, TimeSpan.Zero),
        }).Payload.ToArray();
        var changed = 0;
        for (var at = 0; at < text.Length; at++)
        {
            foreach (var other in "01-+.e,\"\\ {}[]n:aP\u007f\n\t"u8)
            {
                byte[] mutated = [.. text];
                mutated[at] = other;
                changed += ReadsAsTheSerializerDoes(mutated);
                changed += ReadsAsTheSerializerDoes([.. text[..at], other, .. text[at..]]);
            }
            changed += ReadsAsTheSerializerDoes([.. text[..at], .. text[(at + 1)..]]);
            changed += ReadsAsTheSerializerDoes(text[..at]);
        }
        Assert.InRange(changed, 500, 5_000);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"first_sequence":1,"bids":[null]}""")]
    public void Nothing_is_not_a_bid(string text) =>
        Assert.Throws<EventUnreadableException>(() => Read(text));

    // Returns 1 if the text is placed bids, otherwise 0.
    private static int ReadsAsTheSerializerDoes(byte[] text)
    {
        BidsPlaced? oracle;
        try
        {
            oracle = JsonSerializer.Deserialize(text, EventJson.Default.BidsPlaced);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            Assert.Throws<EventUnreadableException>(() => Read(Encoding.UTF8.GetString(text)));
            return 0;
        }
        var read = Read(Encoding.UTF8.GetString(text));
        Assert.Equal(oracle!.FirstSequence, read.FirstSequence);
        Assert.Equal(oracle.Bids.AsEnumerable(), read.Bids);
        Assert.Equal(oracle.At, read.At);
        return 1;
    }

    private static BidsPlaced Read(string text) => Assert.IsType<BidsPlaced>(Codecs.Market.Decode(
        "market/a/b/c", new StoredEvent(1, "bids_placed", Encoding.UTF8.GetBytes(text), default)));

    private static IEnumerable<BidsPlaced> Samples()
    {
        const string Odd = """!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~""";
        yield return new(1, [new(Odd, Odd + "é\u2028", new Fee(0), new CubicFeet(1))]);
        yield return new(long.MaxValue,
        [
            new("b", "s", new Fee(long.MaxValue), new CubicFeet(long.MaxValue), new CubicFeet(7)),
            new("c", "s", new Fee(2), new CubicFeet(3), default, TimeInForce.Round),
            new("d", "s", new Fee(-2), new CubicFeet(3), default, (TimeInForce)9),
        ]);
        yield return new(5, []);
        foreach (var ticks in new[] { 0, 1, 20_000_000, 630_000_000_000_000_000 })
        {
            yield return new(5, [new("b", "s", new Fee(1), new CubicFeet(2))])
            {
                At = new DateTimeOffset(ticks, TimeSpan.Zero),
            };
        }
    }
}
