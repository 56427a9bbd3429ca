using Clearing.Instruments.Journals;
using Clearing.Market.Curtailments;

namespace Clearing.Lab.Tests;

/// <summary>Closed books under other rules, bids held fixed.</summary>
public class BacktestTests
{
    private static readonly MarketHistory Attacked =
        Histories.SlackMarket().Bid("big-2", "big", 0, 1).Clear(2, 400)
            .Sold("big", 1_000_000).Sold("nobody", 5).History;

    [Fact]
    public void The_same_rules_change_nothing()
    {
        var tight = new Histories()
            .Bid("big-1", "big", 6_000_000, 1000).Bid("x-1", "x", 5_000_000, 500)
            .Bid("y-1", "y", 2_000_000, 400).Clear(1, 1500)
            .GiveBack("big-1@1", "big", 10).Clear(2, 0).History;

        foreach (var history in (MarketHistory[])[Attacked, tight])
        {
            var same = Backtest.Compare(history, new RuleChanges { CreditRatePpm = 150_000 });

            Assert.Equal(0, same.NotApplicable);
            Assert.All(same.Sellers, seller => Assert.Equal(0, seller.NetDifference));
            Assert.All(same.Rounds, round => Assert.Equal(round.OldFinalFee, round.NewFinalFee));
        }
    }

    [Theory]
    [InlineData(CreditSource.Report, 1_000_000, 150_000)]
    [InlineData(CreditSource.Days, 1_000_000, 150_000)]
    [InlineData(CreditSource.Days, -1_000_000, 0)]
    public void Sales_earn_credit_wherever_they_come_from(CreditSource from, long sold, int credit)
    {
        var history = Histories.SlackMarket(new MarketConfig { CreditsFrom = from })
            .Sold("big", sold).History;

        var found = Backtest.Compare(history, new RuleChanges { CreditRatePpm = 300_000 });

        var big = found.Sellers.Single(seller => seller.Seller == "big");
        Assert.Equal((credit, 2 * credit), ((int)big.OldCredit, (int)big.NewCredit));
    }

    [Theory]
    [InlineData(TieRule.TimePriority, "x", "draws no lots")]
    [InlineData(TieRule.SeededLottery, "", "needs a lottery seed")]
    [InlineData(TieRule.SeededLottery, "x", null)]
    public void A_seed_is_for_a_market_that_draws_lots(TieRule tie, string seed, string? refusal)
    {
        var history = Histories.SlackMarket(
            new MarketConfig { TieRule = tie, LotterySeed = "first" }).History;

        var refused = Record.Exception(
            () => Backtest.Compare(history, new RuleChanges { LotterySeed = seed }));

        Assert.Equal(refusal is null, refused is null);
        Assert.Contains(refusal ?? "", refused?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Sales_beyond_what_one_report_may_be_earn_credit()
    {
        var history = Histories.SlackMarket().Sold("big", (Int128)long.MaxValue * 3).History;

        var found = Backtest.Compare(history, new RuleChanges { CreditCapPpm = 500_000 });

        var big = found.Sellers.Single(seller => seller.Seller == "big");
        Assert.Equal((big.OldCharge, big.NewCharge / 2), (big.OldCredit, big.NewCredit));
    }

    [Fact]
    public void Of_a_voided_round_only_the_result_that_binds_is_replayed()
    {
        var start = DateTimeOffset.UnixEpoch;
        var again = new RoundTerms(1, new CubicFeet(150), new Fee(5_500_000));
        var contested = new Histories(new MarketConfig { ContestWindowSeconds = 60 })
            .Bid("a-1", "a", 6_000_000, 100).Bid("b-1", "b", 5_000_000, 100)
            .Do(market => market.Clear(
                new RoundTerms(1, new CubicFeet(150)),
                RoundNonce.OfReplay(market.Key, 1)).Events)
            .Do(market => market.Propose(
                "p", new(Void: again), new Act("olga", start.AddSeconds(1), "wrong")).Events)
            .Do(market => market.Approve("p", new Act("otto", start.AddSeconds(2))).Events)
            .Bid("c-1", "c", 9_000_000, 10)
            .Do(market => market.Bind(start.AddMinutes(2))).History;

        var same = Backtest.Compare(contested, new RuleChanges { CreditRatePpm = 150_000 });
        var other = Backtest.Compare(contested, new RuleChanges { Reserve = new Fee(0) });

        Assert.Equal(0, same.NotApplicable);
        Assert.Equal((60_000, 60_000), ((long)same.OldCharge, (long)same.NewCharge));
        Assert.Equal((100, 150), (other.Rounds[0].OldGranted, other.Rounds[0].NewGranted));
    }

    [Fact]
    public void A_cap_that_is_asked_for_replaces_those_that_the_base_set()
    {
        var history = new Histories()
            .Do(_ => [new SellerCapSet("a", new CubicFeet(30))])
            .Bid("a-1", "a", 6_000_000, 20).Clear(1, 100).History;

        var found = Backtest.Compare(history, new RuleChanges { SellerCap = new CubicFeet(10) });

        Assert.Equal((20, 10), (found.Rounds[0].OldGranted, found.Rounds[0].NewGranted));
    }

    [Fact]
    public void Support_would_have_kept_the_tiny_bid_from_moving_a_fee()
    {
        var found = Backtest.Compare(Attacked, new RuleChanges { RepricingSupportPpm = 50_000 });

        Assert.Equal(0, found.OldCharge);
        Assert.Equal(0, found.Rounds[0].OldFinalFee);
        Assert.Equal(4_000_000, found.Rounds[0].NewFinalFee);
        Assert.Equal(600_000, found.NewCharge);
    }

    [Fact]
    public void A_reserve_leaves_the_tiny_bid_out()
    {
        var found = Backtest.Compare(Attacked, new RuleChanges { Reserve = new Fee(1_500_000) });

        Assert.Equal(301, found.Rounds[1].OldGranted);
        Assert.Equal(300, found.Rounds[1].NewGranted);
        Assert.Equal(4_000_000, found.Rounds[1].NewFee);
    }

    [Fact]
    public void Caps_and_credits_can_be_others()
    {
        var capped = Backtest.Compare(Attacked, new RuleChanges
        {
            SellerCap = new CubicFeet(600),
            RepricingSupportPpm = 50_000,
            CreditRatePpm = 50_000,
        });

        var big = capped.Sellers.Single(seller => seller.Seller == "big");
        Assert.Equal(600, big.NewVolume);
        Assert.Equal(50_000, big.NewCredit);
    }

    [Fact]
    public void Space_that_was_taken_back_is_held_by_nobody_and_its_compensation_is_owed_by_nobody()
    {
        var day = new DateOnly(2026, 10, 1);
        var place = new CurtailPlace(day, day, day.AddDays(91), CurtailRule.LatestFirst, 1_000_000);
        var cut = new SpaceCut("cut", new CubicFeet(200), day.AddDays(46));
        var history = new Histories().Bid("a-1", "a", 6_000_000, 500).Clear(1, 500)
            .Do(market => market.Curtail(cut, place).Events).History;

        var a = Backtest.Compare(history, new RuleChanges { Reserve = new Fee(1) }).Sellers.Single();

        Assert.Equal((300, 300), (a.OldVolume, a.NewVolume));
        Assert.Equal((180_000, 60_000), (a.OldCharge, a.OldCompensation));
        Assert.Equal((a.OldCharge - a.OldCompensation, 0), (a.OldNet, a.NetDifference));
    }

    [Fact]
    public void Without_repricing_the_bracket_says_that_sellers_would_shade_more()
    {
        var found = Backtest.Compare(
            Attacked, new RuleChanges { RepricingMinVolume = new CubicFeet(1_000_000) });

        Assert.Equal(0.85 / 0.95, found.Bracket, precision: 12);
    }

    [Fact]
    public void Rules_that_contradict_each_other_are_refused() =>
        Assert.Throws<HistoryException>(() => Backtest.Compare(
            Attacked, new RuleChanges { TieRule = TieRule.SeededLottery }));

    [Fact]
    public void The_interval_over_markets_is_the_same_for_the_same_seed()
    {
        double[] differences = [1, 5, -2, 8, 0];

        Assert.Equal(Backtest.Interval(differences, 1), Backtest.Interval(differences, 1));
        Assert.True(Backtest.Interval(differences, 1)!.Value.Low < 12);
    }

    [Fact]
    public void One_market_tells_of_no_spread_so_that_its_difference_has_no_interval()
    {
        Assert.Null(Backtest.Interval([3], 1));
        Assert.NotNull(Backtest.Interval([3, 3], 1));
    }
}
