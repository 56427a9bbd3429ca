using System.Collections.Immutable;

namespace Clearing.Market.Tests;

public sealed class TellingSellers
{
    private static readonly ImmutableHashSet<string> Nobody = [];

    private static TestMarket WithTwoRounds()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 9, 50);
        test.Bid("B", "s2", 8, 50);
        test.Cleared(1, 100);
        test.Bid("C", "s3", 5, 50);
        test.Cleared(2, 50);
        return test;
    }

    [Fact]
    public void Each_seller_is_told_its_earliest_untold_clearing_first()
    {
        var test = WithTwoRounds();
        var notices = test.Market.Untold(9, Nobody);
        Assert.Equal([("s1", 1), ("s2", 1), ("s3", 2)], notices.Select(n => (n.Seller, n.Number)));
        Assert.Equal(5, test.Market.UntoldCount);
        test.Do(test.Market.Told(notices));
        Assert.Equal(
            [("s1", 2), ("s2", 2)],
            test.Market.Untold(9, Nobody).Select(n => (n.Seller, n.Number)).Order());
    }

    [Fact]
    public void Sellers_with_earlier_awards_at_a_higher_fee_are_told_of_the_lower_one()
    {
        var test = WithTwoRounds();
        test.TellOnce();
        Assert.All(test.Market.Untold(9, Nobody), notice =>
        {
            Assert.Equal(new Fee(5), notice.RepricedTo);
            Assert.Empty(notice.Awards);
        });
        test.TellAll();
        Assert.Equal(new Fee(5), test.Seller("s1").Statement(TestMarket.Key)!.Awards[0].CurrentFee);
        Assert.Equal(2, test.Market.Round(2)!.Repriced);
    }

    [Fact]
    public void A_higher_later_fee_is_nobody_elses_news()
    {
        var test = WithTwoRounds();
        test.TellAll();
        test.Bid("D", "s4", 7, 10);
        test.Cleared(3, 10);
        Assert.Equal("s4", Assert.Single(test.Market.Untold(9, Nobody)).Seller);
    }

    [Fact]
    public void A_seller_whose_offer_was_granted_is_told_what_was_released()
    {
        var test = WithTwoRounds();
        test.TellAll();
        test.Relinquish("A@1", "s1", 20);
        test.Bid("D", "s4", 7, 15);
        test.Cleared(3);
        var notice = test.Market.Untold(9, Nobody).Single(n => n.Seller == "s1");
        Assert.Equal<Release>([new Release("A@1", new CubicFeet(15))], notice.Releases);
        test.TellAll();
        Assert.Equal(35, test.Seller("s1").AllocationIn(TestMarket.Key).Value);
    }

    [Fact]
    public void An_account_that_lacks_an_award_of_a_notice_misses_an_earlier_one()
    {
        var test = WithTwoRounds();
        test.TellAll();
        test.Relinquish("A@1", "s1", 20);
        test.Bid("D", "s4", 7, 15);
        test.Cleared(3);
        var notices = test.Market.Untold(9, Nobody);
        var released = notices.Single(n => n.Seller == "s1");

        Assert.False(test.Seller("s1").MissesBefore(released));
        Assert.True(new SellerAccount("s1").MissesBefore(released));
        Assert.False(new SellerAccount("s4").MissesBefore(notices.Single(n => n.Seller == "s4")));
    }

    [Fact]
    public void Sellers_can_be_left_out_and_others_are_told_in_their_place()
    {
        var test = WithTwoRounds();
        Assert.Equal("s2", Assert.Single(test.Market.Untold(1,
            new HashSet<string> { "s1" })).Seller);
        Assert.Empty(test.Market.Untold(0, Nobody));
    }

    [Fact]
    public void What_was_told_is_recorded_once()
    {
        var test = WithTwoRounds();
        var notices = test.Market.Untold(9, Nobody);
        test.Do(test.Market.Told(notices));
        Assert.Empty(test.Market.Told(notices));
        Assert.Equal(2, test.Market.UntoldCount);
    }

    [Fact]
    public void At_settlement_every_seller_with_an_award_is_told()
    {
        var test = WithTwoRounds();
        test.Bid("Z", "s9", 1, 10);
        test.TellAll();
        test.Do(test.Market.Settle());
        var notices = test.Market.Untold(9, Nobody);
        Assert.Equal(["s1", "s2", "s3"], notices.Select(n => n.Seller).Order());
        Assert.All(notices, notice => Assert.True(notice is
        {
            Settled: true, Number: 3,
            Round: 2
        }));
        test.TellAll();
        Assert.True(test.Seller("s2").Statement(TestMarket.Key)!.Final);
    }

    [Fact]
    public void A_notice_tells_the_round_as_it_was_even_after_the_bid_was_amended()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 9, 50);
        test.Cleared(1, 20);
        test.Amend("A", "s1", fee: 3, volume: 20);
        var award = Assert.Single(Assert.Single(test.Market.Untold(9, Nobody)).Awards);
        Assert.Equal((9L, 9L, false), (award.MaxFee.Micros, award.RoundFee.Micros, award.Complete));
    }
}
