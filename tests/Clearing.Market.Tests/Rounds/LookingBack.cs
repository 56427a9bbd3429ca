namespace Clearing.Market.Tests;

/// <summary>Whatever happened since, a cleared round can be looked at as it was.</summary>
public class LookingBack
{
    [Fact]
    public void Every_round_of_a_random_history_recomputes_from_what_is_told_of_it()
    {
        var rounds = 0;
        for (var seed = 1; seed <= 150; seed++)
        {
            var history = new RandomHistory(seed);
            history.Run(80);
            var market = history.Test.Market;
            foreach (var report in market.Rounds())
            {
                rounds++;
                var number = report.Terms.Round;
                var inputs = market.Inputs(number)!;
                var rows = Rows(market, number, page: 3);
                var offers = Offers(market, number, page: 2);

                Assert.Equal(report.Bids, rows.Count);
                Assert.Equal(report.BookHash, Recomputation.BookHash(TestMarket.Key, inputs, rows));
                Assert.Equal(report.ResultHash, Recomputation.ResultHash(TestMarket.Key, inputs, rows, offers));
                CheckCurve(market.AuditedCurve(number)!, inputs.Report, rows);
            }
        }
        Assert.True(rounds > 500, $"{rounds} rounds");
    }

    [Fact]
    public void A_volume_lowered_after_a_round_is_not_lowered_in_that_rounds_book()
    {
        var test = new TestMarket();
        test.Bid("a", "s", 5, 100, min: 50);
        test.Cleared(1);
        test.Amend("a", "s", volume: 70, min: 20);
        test.Cleared(2);
        test.Amend("a", "s", volume: 60);
        test.Amend("a", "s", volume: 40);
        test.Cleared(3, delta: 10);

        Assert.Equal(
            [(100, 50), (70, 20), (40, 20)],
            new[] { 1, 2, 3 }.Select(round => test.Market.Book(round, 0, 10).Single())
                .Select(row => (row.Want.Value, row.Need.Value)));
    }

    [Fact]
    public void Beyond_a_thousand_levels_neighbours_are_put_together_and_the_margin_is_not()
    {
        var test = new TestMarket();
        for (var i = 1; i <= 3_000; i++) { test.Bid($"b{i}", "s", i, 2); }
        var report = test.Cleared(1, delta: 1_001);
        var curve = test.Market.AuditedCurve(1)!;
        var margin = curve.Steps.Single(step => step.Lowest == report.LowestGranted);

        Assert.Equal((3_000, false), (curve.Levels, curve.Exact));
        Assert.InRange(curve.Steps.Length, 900, 1_000);
        Assert.Equal((margin.Lowest, 1, 1_002), (margin.Highest, margin.Bids, margin.CumulativeVolume));
        Assert.Equal(3_000, curve.Steps.Sum(step => step.Bids));
        Assert.Equal(6_000, curve.Steps[^1].CumulativeEligible);
    }

    [Fact]
    public void A_round_without_an_award_has_a_curve_of_a_thousand_steps_at_the_most()
    {
        var test = new TestMarket();
        for (var i = 1; i <= 1_500; i++) { test.Bid($"b{i}", "s", i, 2); }
        test.Cleared(1);

        Assert.Equal(1_000, test.Market.AuditedCurve(1)!.Steps.Length);
    }

    [Fact]
    public void A_round_that_is_not_cleared_tells_the_hash_of_its_closed_book_and_no_more()
    {
        var test = new TestMarket();
        test.Bid("a", "s", 5, 100);
        test.Close(1);
        var hash = test.Market.Report().ClosedBookHash;

        Assert.Null(test.Market.Curve(1));
        Assert.Null(test.Market.Inputs(1));
        Assert.Empty(test.Market.Book(1, 0, 10));
        Assert.Equal(hash, test.Cleared(1).BookHash);
        Assert.Null(test.Market.Report().ClosedBookHash);
    }

    private static void CheckCurve(RoundCurve curve, RoundReport report, List<BookRow> rows)
    {
        var levels = rows.GroupBy(row => row.MaxFee).OrderByDescending(level => level.Key).ToList();

        Assert.Equal(
            levels.Select(level => (level.Key, level.Count(), level.Sum(row => row.Want.Value))),
            curve.Steps.Select(step => (step.Highest, step.Bids, (long)step.Volume)));
        Assert.True(curve.Exact);
        Assert.Equal(
            (report.EligibleDemand, (Int128)rows.Sum(row => row.Want.Value)),
            curve.Steps is [.., var last]
                ? (last.CumulativeEligible, last.CumulativeVolume)
                : (Int128.Zero, Int128.Zero));
    }

    private static List<BookRow> Rows(CapacityMarket market, int round, int page)
    {
        var rows = new List<BookRow>();
        while (market.Book(round, rows is [.., var last] ? last.Sequence : 0, page) is { Length: > 0 } next)
        {
            rows.AddRange(next);
        }
        return rows;
    }

    private static List<Offer> Offers(CapacityMarket market, int round, int page)
    {
        var offers = new List<Offer>();
        while (market.Offers(round, offers.Count, page) is { Length: > 0 } next) { offers.AddRange(next); }
        return offers;
    }
}
