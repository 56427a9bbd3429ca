namespace Clearing.Market.Tests;

/// <summary>The fast clearing equals the naive one, on rounds of every shape.</summary>
public sealed class OracleTests
{
    [Theory]
    [InlineData(1, 60_000, 8)]
    [InlineData(2, 10_000, 40)]
    public void Small_rounds_clear_as_the_rules_tell(int seed, int rounds, int maxBids) =>
        Compare(new(), RoundShapes.Draw, seed, rounds, maxBids);

    [Theory]
    [InlineData(3, 40_000, 12)]
    [InlineData(4, 2_000, 150)]
    public void Small_rounds_clear_alike_when_the_margin_is_sampled(
        int seed, int rounds, int maxBids) =>
        Compare(
            new() { SampleFrom = 1, DescentTurns = 1 }, RoundShapes.Draw, seed, rounds, maxBids);

    [Theory]
    [InlineData(5, 20_000, 10)]
    [InlineData(6, 2_000, 60)]
    public void Rows_are_dropped_from_shares_as_the_rules_tell(
        int seed, int rounds, int maxBids) =>
        Compare(new(), RoundShapes.DrawShared, seed, rounds, maxBids);

    [Theory]
    [InlineData(9, 20_000, 6)]
    [InlineData(10, 2_000, 40)]
    public void Left_over_lots_decide_which_minima_are_met_as_the_rules_tell(
        int seed, int rounds, int maxBids) =>
        Compare(new(), RoundShapes.DrawNear, seed, rounds, maxBids);

    [Theory]
    [InlineData(7, 250, 600, 12)]
    [InlineData(8, 250, 600, 1)]
    public void What_minima_leave_over_goes_as_far_down_as_the_rules_tell(
        int seed, int rounds, int maxBids, int turns) =>
        Compare(
            new() { SampleFrom = 1, DescentTurns = turns },
            RoundShapes.DrawDescent,
            seed,
            rounds,
            maxBids);

    private static void Compare(
        ClearingWorkspace workspace,
        Func<Random, int, TestRound> draw,
        int seed,
        int rounds,
        int maxBids)
    {
        for (var i = 0; i < rounds; i++)
        {
            var round = draw(new Random((seed * 10_000_000) + i), maxBids);
            var expected = NaiveClearing.Clear(round.Bids, round.Rooms, round.Terms);
            var difference = FastClearing.Difference(
                expected, FastClearing.Clear(round, workspace));
            Assert.True(difference is null, $"Seed {seed}, round {i}: {difference}");
        }
    }
}
