using System.Text;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Events;

/// <summary>The hand-written reader reads the text of a seller's joining a market.</summary>
public sealed class MarketJoinedTextTests
{
    [Theory]
    [InlineData("us-east/standard/2026-Q4")]
    [InlineData("a\"b\\c/\u00e9<&+/x")]
    [InlineData("")]
    public void A_market_is_read_as_it_was_written(string market)
    {
        var written = Codecs.Seller.Encode(new MarketJoined(market));

        Assert.Equal(market, Read(Encoding.UTF8.GetString(written.Payload.Span)));
    }

    [Theory]
    [InlineData("""{ "market" : "m" }""")]
    [InlineData("""{"\u006darket":"m"}""")]
    [InlineData("""{"market":"\u006d"}""")]
    public void Spaces_and_escapes_do_not_matter(string text) => Assert.Equal("m", Read(text));

    [Theory]
    [InlineData("""{"market":"m"}}""")]
    [InlineData("""{"market":"m","round":1}""")]
    [InlineData("""{"market":"m" """)]
    [InlineData("""{"market":null}""")]
    [InlineData("""{"market":"m""")]
    [InlineData("{}")]
    public void Any_other_text_is_refused(string text) =>
        Assert.Throws<EventUnreadableException>(() => Read(text));

    private static string Read(string text) =>
        Assert.IsType<MarketJoined>(Codecs.Seller.Decode("seller/s", new StoredEvent(
            1, "market_joined", Encoding.UTF8.GetBytes(text), DateTimeOffset.UnixEpoch))).Market;
}
