using static Clearing.Market.Tests.Rounds;

namespace Clearing.Market.Tests;

public sealed class EligibilityTests
{
    [Fact]
    public void A_fee_at_the_reserve_is_eligible_and_one_below_it_is_not()
    {
        var outcome = Clear(Terms(10, reserve: 5), new NaiveBid(5, 3), new NaiveBid(4, 3));
        Assert.Equal([3, 0], Volumes(outcome));
        Assert.Equal(Reason.BelowReserve, outcome.Fates[1].Reason);
        Assert.Equal((Int128)3, outcome.EligibleDemand);
    }

    [Fact]
    public void A_seller_cap_cuts_the_lower_fee_and_then_the_later_bid()
    {
        var outcome = Clear(
            Terms(100),
            [9],
            new NaiveBid(5, 4), new NaiveBid(7, 4), new NaiveBid(5, 4), new NaiveBid(4, 4));
        Assert.Equal([4, 4, 1, 0], Volumes(outcome));
        Assert.Equal(Reason.SellerCap, outcome.Fates[3].Reason);
        Assert.Equal((Int128)9, outcome.EligibleDemand);
    }

    [Fact]
    public void A_seller_cap_is_rounded_down_to_lots()
    {
        var outcome = Clear(Terms(100, lot: 5), [9], new NaiveBid(5, 10), new NaiveBid(5, 10));
        Assert.Equal([5, 0], Volumes(outcome));
    }

    [Fact]
    public void A_seller_without_a_cap_is_not_cut()
    {
        var outcome = Clear(
            Terms(100), [long.MaxValue, 3], new NaiveBid(5, 9), new NaiveBid(5, 9, Seller: 1));
        Assert.Equal([9, 3], Volumes(outcome));
    }

    [Fact]
    public void A_bid_cut_below_its_need_gets_nothing_and_still_uses_up_the_cap()
    {
        var outcome = Clear(Terms(100), [5], new NaiveBid(7, 9, Need: 9), new NaiveBid(5, 3));
        Assert.Equal([0, 0], Volumes(outcome));
        Assert.Equal([Reason.MinFill, Reason.SellerCap], Reasons(outcome));
        Assert.Equal((Int128)0, outcome.EligibleDemand);
    }

    [Fact]
    public void A_bid_below_the_reserve_uses_no_cap()
    {
        var outcome = Clear(Terms(100, reserve: 5), [3], new NaiveBid(4, 3), new NaiveBid(5, 3));
        Assert.Equal([Reason.BelowReserve, Reason.None], Reasons(outcome));
    }

    [Fact]
    public void Less_than_a_lot_is_no_capacity()
    {
        var outcome = Clear(Terms(9, lot: 10), new NaiveBid(5, 10), new NaiveBid(4, 20));
        Assert.Equal([Reason.NoCapacity, Reason.NoCapacity], Reasons(outcome));
        Assert.Null(outcome.RoundFee);
        Assert.Equal((Int128)30, outcome.EligibleDemand);
    }

    [Fact]
    public void A_row_that_is_not_open_gets_nothing_and_no_reason()
    {
        var outcome = Clear(Terms(9), new NaiveBid(5, 0), new NaiveBid(5, 20));
        Assert.Equal([Reason.None, Reason.None], Reasons(outcome));
        Assert.Equal([0, 9], Volumes(outcome));
    }

    [Fact]
    public void An_empty_book_grants_nothing()
    {
        var outcome = Clear(Terms(9));
        Assert.Empty(outcome.Fates);
        Assert.Null(outcome.RoundFee);
    }

    [Fact]
    public void Lower_bids_are_outbid_when_the_higher_ones_use_everything_exactly()
    {
        var outcome = Clear(Terms(9), new NaiveBid(5, 9), new NaiveBid(4, 1, Need: 1));
        Assert.Equal(Reason.Outbid, outcome.Fates[1].Reason);
    }

    [Fact]
    public void Unfit_columns_and_terms_are_bugs_of_the_caller()
    {
        static void ClearColumns(ClearingTerms terms, long[] fees) => ClearingCore.Clear(
            new()
            {
                MaxFee = fees,
                Want = new long[2],
                Need = [],
                Seller = [],
                SellerEnds = null,
            },
            terms,
            null,
            new());

        Assert.Throws<ArgumentException>(() => ClearColumns(Terms(1), new long[3]));
        Assert.Throws<ArgumentException>(() => ClearColumns(Terms(-1), new long[2]));
        Assert.Throws<ArgumentException>(() => ClearColumns(Terms(1, lot: 0), new long[2]));
        Assert.Throws<ArgumentException>(
            () => ClearColumns(Terms(1, TieRule.SeededLottery), new long[2]));
    }
}
