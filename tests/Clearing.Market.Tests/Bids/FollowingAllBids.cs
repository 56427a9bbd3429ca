namespace Clearing.Market.Tests;

/// <summary>A seller's place in what it did to its bids in all its markets.</summary>
public sealed class FollowingAllBids
{
    [Fact]
    public void A_place_has_the_last_number_seen_in_each_market()
    {
        var place = BidFeedPlace.Parse("")!.Value.After(2, 12).After(0, 3);

        Assert.Equal("3..12", place.ToString());
        Assert.Equal((3L, 0L, 12L, 0L),
            (place.SeenIn(0), place.SeenIn(1), place.SeenIn(2), place.SeenIn(3)));
        Assert.Equal("3.1.12", place.After(1, 1).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("..9223372036854775807")]
    [InlineData("3..12")]
    public void A_place_is_read_as_it_was_written(string text) =>
        Assert.Equal(text, BidFeedPlace.Parse(text)!.Value.ToString());

    [Theory]
    [InlineData("0")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData("-1")]
    [InlineData("1,2")]
    [InlineData("9223372036854775808")]
    public void Anything_else_is_no_place(string text) => Assert.Null(BidFeedPlace.Parse(text));

    [Fact]
    public void A_place_names_only_so_many_markets()
    {
        var dots = new string('.', BidFeedPlace.MaxMarkets - 1);

        Assert.NotNull(BidFeedPlace.Parse(dots + "1"));
        Assert.Null(BidFeedPlace.Parse(dots + ".1"));
    }
}
