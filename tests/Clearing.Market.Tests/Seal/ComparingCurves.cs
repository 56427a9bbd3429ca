namespace Clearing.Market.Tests;

/// <summary>What the curves of several rounds, and the demand, may not tell together.</summary>
public sealed class ComparingCurves
{
    private readonly TestMarket _test = new(new MarketConfig
    {
        CurveMinBids = 3,
        CurveMinVolume = new(3),
        CurveBand = new(10),
    });

    [Fact]
    public void A_lone_newcomer_is_not_the_difference_of_two_curves_that_are_rounds_apart()
    {
        Losers(4);
        _test.Cleared(1);
        for (var i = 1; i <= 3; i++)
        {
            _test.Bid($"once-{i}", $"once-{i}", 45, 10, timeInForce: TimeInForce.Round);
        }
        _test.Cleared(2);
        _test.Bid("new", "newcomer", 45, 17);
        _test.Cleared(3);

        Assert.Equal((40, 70, null), (Losing(1), Losing(2), Losing(3)));
        Assert.Equal(Withheld.Close, Curve(3).Withheld);
    }

    [Fact]
    public void A_lone_newcomer_is_not_what_remains_when_the_grants_since_are_added_again()
    {
        Losers(7);
        _test.Cleared(1);
        _test.Bid("new", "newcomer", 35, 17);
        _test.Cleared(2, 30);

        Assert.Equal("b7:10 b6:10 b5:10", Winners(2));
        Assert.Equal((70, null), (Losing(1), Losing(2)));
    }

    [Fact]
    public void Grants_alone_are_no_newcomers()
    {
        Losers(7);
        _test.Cleared(1);
        _test.Cleared(2, 30);

        Assert.Equal((70, 40), (Losing(1), Losing(2)));
    }

    [Fact]
    public void Losers_that_stay_are_shown_again_whoever_wins()
    {
        Losers(4);
        _test.Cleared(1);
        _test.Bid("w", "winner", 99, 10);
        _test.Cleared(2, 10);

        Assert.Equal((40, 40), (Losing(1), Losing(2)));
    }

    [Fact]
    public void Newcomers_in_three_steps_are_not_the_differences_of_the_steps()
    {
        foreach (var band in new[] { 90, 50, 10 })
        {
            for (var i = 1; i <= 3; i++) { _test.Bid($"b{band + i}", $"s{band + i}", band + i, 10); }
        }
        _test.Cleared(1);
        Assert.Equal([30, 30, 30], Curve(1).Losing.Select(step => (int)step.Volume));
        foreach (var fee in new[] { 95, 55, 15 }) { _test.Bid($"n{fee}", $"n{fee}", fee, 7); }
        _test.Cleared(2);

        Assert.Equal([111], Curve(2).Losing.Select(step => (int)step.Volume));
    }

    [Fact]
    public void Steps_that_nobody_or_enough_newcomers_joined_stay()
    {
        foreach (var band in new[] { 90, 50, 10 })
        {
            for (var i = 1; i <= 3; i++) { _test.Bid($"b{band + i}", $"s{band + i}", band + i, 10); }
        }
        _test.Cleared(1);
        for (var i = 1; i <= 3; i++) { _test.Bid($"n{i}", $"n{i}", 54 + i, 7); }
        _test.Cleared(2);

        Assert.Equal([30, 51, 30], Curve(2).Losing.Select(step => (int)step.Volume));
    }

    [Fact]
    public void The_demand_is_not_shown_when_a_bid_is_beyond_it()
    {
        Losers(4);
        _test.Bid("w", "winner", 99, 10);
        _test.Bid("low", "low", 20, 13);
        _test.Cleared(1, 10, reserve: 30);

        Assert.Equal(53, Losing(1));
        Assert.Null(_test.Market.Round(1)!.EligibleDemand);
        Assert.Equal(50, (int)_test.Market.AuditedRound(1)!.EligibleDemand!);
    }

    [Fact]
    public void The_demand_never_tells_more_than_both_parts_of_the_curve()
    {
        Losers(4);
        var round = 0;
        foreach (var reserve in new[] { 0, 42, 43, 44, 45 })
        {
            _test.Cleared(++round, 0, reserve);

            Assert.Equal(40, Losing(round));
            Assert.Equal(
                reserve == 0 ? 40 : null, (int?)_test.Market.Round(round)!.EligibleDemand);
        }
    }

    private void Losers(int count)
    {
        for (var i = 1; i <= count; i++) { _test.Bid($"b{i}", $"s{i}", 40 + i, 10); }
    }

    private SealedCurve Curve(int round) => _test.Market.Curve(round)!.Sealed!;

    private int? Losing(int round) =>
        Curve(round).Losing is [.., var last] ? (int)last.CumulativeVolume : null;

    private string Winners(int round) => string.Join(
        ' ', _test.Won(round).Split(' ').OrderDescending(StringComparer.Ordinal));
}
