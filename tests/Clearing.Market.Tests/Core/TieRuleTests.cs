using static Clearing.Market.Tests.Rounds;

namespace Clearing.Market.Tests;

public sealed class TieRuleTests
{
    [Fact]
    public void A_level_that_fits_is_filled_whatever_the_tie_rule()
    {
        foreach (var rule in Enum.GetValues<TieRule>())
        {
            var outcome = Clear(Terms(10, rule), new NaiveBid(5, 4), new NaiveBid(5, 6));
            Assert.Equal([4, 6], Volumes(outcome));
        }
    }

    [Fact]
    public void Time_priority_serves_the_earlier_bid_first()
    {
        var outcome = Clear(Terms(10), new NaiveBid(5, 7), new NaiveBid(5, 7), new NaiveBid(5, 7));
        Assert.Equal([7, 3, 0], Volumes(outcome));
        Assert.Equal(Reason.TieLost, outcome.Fates[2].Reason);
    }

    [Fact]
    public void Time_priority_skips_a_bid_whose_need_is_more_than_remains()
    {
        var outcome = Clear(
            Terms(10), new NaiveBid(5, 7), new NaiveBid(5, 7, Need: 4), new NaiveBid(5, 7));
        Assert.Equal([7, 0, 3], Volumes(outcome));
        Assert.Equal(Reason.MinFill, outcome.Fates[1].Reason);
    }

    [Theory]
    [InlineData(TieRule.TimePriority)]
    [InlineData(TieRule.SeededLottery)]
    public void Once_nothing_remains_nobody_is_refused_for_a_minimum(TieRule rule)
    {
        var outcome = Clear(
            Terms(7, rule, PricingRule.HighestRejected),
            new NaiveBid(5, 9, Need: 8, LotteryKey: "01"),
            new NaiveBid(5, 7, LotteryKey: "02"),
            new NaiveBid(5, 7, Need: 1, LotteryKey: "03"),
            new NaiveBid(4, 9, Need: 9, LotteryKey: "04"));
        Assert.Equal([0, 7, 0, 0], Volumes(outcome));
        Assert.Equal(
            [Reason.MinFill, Reason.None, Reason.TieLost, Reason.Outbid], Reasons(outcome));
        Assert.Equal(5, outcome.RoundFee);
    }

    [Theory]
    [InlineData(TieRule.TimePriority)]
    [InlineData(TieRule.SeededLottery)]
    public void The_same_holds_on_a_level_that_what_minima_left_over_has_reached(TieRule rule)
    {
        var outcome = Clear(
            Terms(7, rule, PricingRule.HighestRejected),
            new NaiveBid(8, 9, Need: 9, LotteryKey: "01"),
            new NaiveBid(5, 9, Need: 9, LotteryKey: "02"),
            new NaiveBid(5, 7, LotteryKey: "03"),
            new NaiveBid(5, 9, Need: 9, LotteryKey: "04"));
        Assert.Equal([0, 0, 7, 0], Volumes(outcome));
        Assert.Equal(
            [Reason.MinFill, Reason.MinFill, Reason.None, Reason.TieLost], Reasons(outcome));
        Assert.Equal(5, outcome.RoundFee);
    }

    [Fact]
    public void What_minima_leave_over_goes_to_the_next_level()
    {
        var outcome = Clear(
            Terms(10),
            new NaiveBid(9, 7),
            new NaiveBid(8, 5, Need: 5),
            new NaiveBid(7, 9, Need: 9),
            new NaiveBid(6, 2),
            new NaiveBid(5, 2),
            new NaiveBid(4, 2));
        Assert.Equal([7, 0, 0, 2, 1, 0], Volumes(outcome));
        Assert.Equal(
            [Reason.None, Reason.MinFill, Reason.MinFill, Reason.None, Reason.None, Reason.Outbid],
            Reasons(outcome));
        Assert.Equal(5, outcome.LowestGranted);
    }

    [Fact]
    public void The_lottery_serves_by_ascending_key()
    {
        var outcome = Clear(
            Terms(5, TieRule.SeededLottery),
            new NaiveBid(5, 4, LotteryKey: "C0" + new string('0', 62)),
            new NaiveBid(5, 4, LotteryKey: "0A" + new string('0', 62)),
            new NaiveBid(5, 4, LotteryKey: "9B" + new string('0', 62)));
        Assert.Equal([0, 4, 1], Volumes(outcome));
    }

    [Fact]
    public void Pro_rata_gives_left_over_lots_by_largest_remainder_then_sequence()
    {
        var outcome = Clear(
            Terms(10, TieRule.ProRata), new NaiveBid(5, 5), new NaiveBid(5, 5), new NaiveBid(5, 6));
        Assert.Equal([3, 3, 4], Volumes(outcome));
        var tied = Clear(
            Terms(4, TieRule.ProRata), new NaiveBid(5, 5), new NaiveBid(5, 5), new NaiveBid(5, 5));
        Assert.Equal([2, 1, 1], Volumes(tied));
    }

    [Fact]
    public void Pro_rata_drops_the_latest_failing_bid_and_shares_again()
    {
        var outcome = Clear(
            Terms(10, TieRule.ProRata),
            new NaiveBid(5, 8, Need: 6),
            new NaiveBid(5, 8, Need: 6),
            new NaiveBid(5, 4));
        Assert.Equal([7, 0, 3], Volumes(outcome));
        Assert.Equal(Reason.MinFill, outcome.Fates[1].Reason);
    }

    [Fact]
    public void A_dropped_bid_has_a_second_chance_at_what_the_others_leave()
    {
        var outcome = Clear(
            Terms(10, TieRule.ProRata),
            new NaiveBid(5, 20, Need: 20),
            new NaiveBid(5, 4),
            new NaiveBid(5, 6, Need: 5));
        Assert.Equal([0, 4, 6], Volumes(outcome));
        Assert.Equal(Reason.MinFill, outcome.Fates[0].Reason);
    }

    [Fact]
    public void Equal_split_passes_on_what_a_small_bid_cannot_use()
    {
        var outcome = Clear(
            Terms(11, TieRule.EqualSplit),
            new NaiveBid(5, 9), new NaiveBid(5, 2), new NaiveBid(5, 9));
        Assert.Equal([5, 2, 4], Volumes(outcome));
    }

    [Fact]
    public void Equal_split_gives_the_last_lots_by_sequence()
    {
        var outcome = Clear(
            Terms(2, TieRule.EqualSplit),
            new NaiveBid(5, 9), new NaiveBid(5, 9), new NaiveBid(5, 9));
        Assert.Equal([1, 1, 0], Volumes(outcome));
        Assert.Equal(Reason.TieLost, outcome.Fates[2].Reason);
    }

    [Fact]
    public void Equal_split_drops_the_latest_bid_that_cannot_get_its_need()
    {
        var outcome = Clear(
            Terms(9, TieRule.EqualSplit),
            new NaiveBid(5, 9, Need: 4), new NaiveBid(5, 9), new NaiveBid(5, 9, Need: 4));
        Assert.Equal([5, 4, 0], Volumes(outcome));
    }

    [Fact]
    public void Shares_are_whole_lots()
    {
        var outcome = Clear(
            Terms(25, TieRule.ProRata, lot: 10), new NaiveBid(5, 20), new NaiveBid(5, 20));
        Assert.Equal([10, 10], Volumes(outcome));
    }
}
