namespace Clearing.Market.Tests;

/// <summary>A seller's place in what it did to its bids in all its markets.</summary>
public sealed class FollowingAllBids
{
    // The first 8 hexadecimal digits of the SHA-256 of "us/cold/b" and "us/cold/a".
    private const string InB = "eea103bc";
    private const string InA = "0b6df040";

    [Fact]
    public void A_place_has_the_last_number_seen_in_each_market()
    {
        var place = BidFeedPlace.Parse("")!.Value.After("us/cold/b", 12).After("us/cold/a", 3);

        Assert.Equal((3L, 12L, 0L),
            (place.SeenIn("us/cold/a"), place.SeenIn("us/cold/b"), place.SeenIn("us/cold/c")));
        Assert.Equal(2, place.Markets);
        Assert.Equal($"{InB}.12", BidFeedPlace.Parse("")!.Value.After("us/cold/b", 12).ToString());
    }

    [Fact]
    public void A_place_stays_right_when_the_seller_enters_a_market_that_sorts_earlier()
    {
        var place = BidFeedPlace.Parse($"{InB}.12")!.Value;

        Assert.Equal((0L, 12L), (place.SeenIn("us/cold/a"), place.SeenIn("us/cold/b")));
        Assert.Equal(
            (3L, 12L),
            (place.After("us/cold/a", 3).SeenIn("us/cold/a"),
                place.After("us/cold/a", 3).SeenIn("us/cold/b")));
    }

    [Theory]
    [InlineData("")]
    [InlineData($"{InA}.1")]
    [InlineData("00000000.9223372036854775807-ffffffff.1")]
    public void A_place_is_read_as_it_was_written(string text) =>
        Assert.Equal(text, BidFeedPlace.Parse(text)!.Value.ToString());

    [Theory]
    [InlineData("12")]
    [InlineData("3..12")]
    [InlineData("1a2b3c4d")]
    [InlineData("1a2b3c4d.")]
    [InlineData("1a2b3c4d.0")]
    [InlineData("1a2b3c4d.01")]
    [InlineData("1a2b3c4d.-1")]
    [InlineData("1A2B3C4D.1")]
    [InlineData("1a2b3c4.1")]
    [InlineData("1a2b3c4d.1-")]
    [InlineData("1a2b3c4d.1-1a2b3c4d.2")]
    [InlineData("1a2b3c4d.1-0a2b3c4d.2")]
    [InlineData("1a2b3c4d.9223372036854775808")]
    public void Anything_else_is_no_place(string text) => Assert.Null(BidFeedPlace.Parse(text));

    [Fact]
    public void A_place_in_as_many_markets_as_a_feed_begins_with_may_be_sent()
    {
        var place = BidFeedPlace.Parse("")!.Value;
        for (var i = 0; i < BidFeedPlace.MaxMarkets; i++)
        {
            place = place.After($"us/cold/{i}", 9_999);
        }

        Assert.InRange(place.ToString().Length, 1, BidFeedPlace.MaxLength);
    }
}
