namespace Clearing.Market.Tests.Book;

/// <summary>A seller reads its own bids page by page, by its own running number.</summary>
public sealed class PagingBids
{
    private readonly TestMarket _market = new();

    public PagingBids()
    {
        for (var i = 1; i <= 5; i++)
        {
            _market.Bid($"b-{i}", "acme", fee: i, volume: 10);
            _market.Bid($"b-{i}", "bob", fee: i, volume: 10);
        }
        // It loses its priority, and so its place in the book, but not its number.
        _market.Amend("b-2", "acme", volume: 20);
        _market.Cancel("b-3", "acme");
    }

    [Fact]
    public void Pages_follow_the_last_number_seen() =>
        Assert.Equal(["b-2", "b-3"], Page(after: 1, most: 2));

    [Fact]
    public void Bids_of_another_stage_are_neither_shown_nor_counted()
    {
        Assert.Equal(["b-1", "b-2", "b-4", "b-5"], Page(BidStage.Open));
        Assert.Equal(["b-3"], Page(BidStage.Cancelled));
        Assert.Equal(4, _market.Market.BidsOf("acme", BidStage.Open, 0, 0).Matching);
    }

    [Fact]
    public void Bids_after_the_page_are_counted_and_those_before_it_are_not()
    {
        Assert.Equal((1, 3), Size(_market.Market.BidsOf("acme", null, 2, 1)));
        Assert.Equal((0, 0), Size(_market.Market.BidsOf("acme", null, 5, 1)));
    }

    [Fact]
    public void A_seller_without_bids_has_an_empty_page() =>
        Assert.Equal((0, 0), Size(_market.Market.BidsOf("carol", null, 0, 9)));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void Numbers_below_0_are_refused(long after, int most) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _market.Market.BidsOf("acme", null, after, most));

    [Fact]
    public void One_bid_is_found_by_its_id_as_it_stands()
    {
        Assert.Equal(_market.Market.BidsOf("acme")[1], _market.Market.BidOf("acme", "b-2"));
        Assert.Equal(20, _market.Market.BidOf("acme", "b-2")!.Bid.MaxVolume.Value);
        Assert.Null(_market.Market.BidOf("acme", "b-9"));
        Assert.Null(_market.Market.BidOf("carol", "b-1"));
    }

    // Its number says how many bids of others came before it.
    [Fact]
    public void A_page_and_a_single_bid_show_no_sequence_before_the_clearing()
    {
        Assert.All(_market.Market.BidsOf("acme", null, 0, 9).Bids, bid => Assert.Null(bid.Sequence));
        Assert.Null(_market.Market.BidOf("acme", "b-1")!.Sequence);
    }

    private string[] Page(BidStage? stage = null, long after = 0, int most = 9) =>
        [.. _market.Market.BidsOf("acme", stage, after, most).Bids.Select(bid => bid.Bid.Id)];

    private static (int, int) Size(BidPage page) => (page.Bids.Length, page.Matching);
}
