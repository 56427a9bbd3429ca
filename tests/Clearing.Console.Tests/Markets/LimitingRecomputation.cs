using Clearing.Pages.Rounds;

namespace Clearing.Pages.Tests.Markets;

public class LimitingRecomputation
{
    private static IEnumerable<BookRow> Bids(int count, long need, Func<int, long> fee) =>
        Enumerable.Range(1, count).Select(bid => new BookRow(
            bid, new Fee(fee(bid)), new CubicFeet(100), new CubicFeet(need), TimeInForce.Period,
            $"b{bid}", "acme", SellerRoom: null));

    [Theory]
    [InlineData(TieRule.ProRata)]
    [InlineData(TieRule.EqualSplit)]
    public void Each_min_volume_may_make_all_bids_of_its_fee_share_once_more(TieRule shares)
    {
        Assert.Equal(10_000, RecomputingLimit.StepsOf(shares, Bids(100, need: 100, _ => 5)));
        Assert.Equal(5_000, RecomputingLimit.StepsOf(shares, Bids(100, need: 100, bid => bid % 2)));
        Assert.Equal(0, RecomputingLimit.StepsOf(shares, Bids(100, need: 0, _ => 5)));
    }

    [Theory]
    [InlineData(TieRule.TimePriority)]
    [InlineData(TieRule.SeededLottery)]
    public void Bids_that_are_taken_in_turn_share_nothing(TieRule turns) =>
        Assert.Equal(0, RecomputingLimit.StepsOf(turns, Bids(100, need: 100, _ => 5)));

    [Fact]
    public void A_page_shares_among_thousands_of_bids_with_min_volumes_and_not_among_tens_of_thousands()
    {
        Assert.True(Steps(5_000) <= RecomputingLimit.MaxSteps);
        Assert.True(Steps(10_000) > RecomputingLimit.MaxSteps);

        static long Steps(int bids) => RecomputingLimit.StepsOf(TieRule.ProRata, Bids(bids, 100, _ => 5));
    }
}
