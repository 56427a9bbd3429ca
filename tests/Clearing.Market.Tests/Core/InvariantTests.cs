namespace Clearing.Market.Tests;

/// <summary>What holds in every round, whatever its shape.</summary>
public sealed class InvariantTests
{
    private const int RoundCount = 20_000;

    [Fact]
    public void I1_the_round_fee_is_at_most_the_max_fee_of_every_winner() =>
        ForEachRound((round, outcome) => round.Bids.Zip(outcome.Fates).All(
            pair => pair.Second.Granted == 0 || outcome.RoundFee <= pair.First.MaxFee));

    [Fact]
    public void I3_max_volume_lots_and_min_volume_are_kept() =>
        ForEachRound((round, outcome) => round.Bids.Zip(outcome.Fates).All(
            pair => pair.Second.Granted == 0
                || (pair.Second.Granted <= pair.First.Want
                    && pair.Second.Granted >= pair.First.Need
                    && pair.Second.Granted % round.Terms.Lot == 0)));

    [Fact]
    public void I3_seller_caps_are_kept() =>
        ForEachRound((round, outcome) => Enumerable.Range(0, round.Rooms.Count).All(
            seller => round.Bids.Zip(outcome.Fates)
                .Where(pair => pair.First.Seller == seller)
                .Aggregate((Int128)0, (sum, pair) => sum + pair.Second.Granted)
                <= round.Rooms[seller]));

    [Fact]
    public void I6_no_volume_stayed_idle_or_went_lower_that_a_short_higher_bid_could_have_used() =>
        ForEachRound((round, outcome) =>
        {
            var idle = (Int128)round.Terms.Available - outcome.Granted;
            var leftShort = round.Bids.Zip(outcome.Fates).Where(pair =>
                pair.First.Want > pair.Second.Granted
                && pair.First.MaxFee >= round.Terms.Reserve
                && (round.Rooms.Count == 0 || round.Rooms[pair.First.Seller] == long.MaxValue));
            return leftShort.All(pair =>
                idle < Math.Max(round.Terms.Lot, pair.First.Need - pair.Second.Granted)
                && (pair.First.Need > 0 || outcome.LowestGranted is null
                    || outcome.LowestGranted >= pair.First.MaxFee));
        });

    [Fact]
    public void Every_open_bid_without_volume_has_a_reason_and_no_other() =>
        ForEachRound((round, outcome) => round.Bids.Zip(outcome.Fates).All(
            pair => pair.Second.Reason != Reason.None
                == (pair.Second.Granted == 0 && pair.First.Want > 0)));

    private static void ForEachRound(Func<TestRound, NaiveOutcome, bool> holds)
    {
        var workspace = new ClearingWorkspace { SampleFrom = 16 };
        for (var i = 0; i < RoundCount; i++)
        {
            var round = RoundShapes.Draw(new Random(i), 30);
            Assert.True(holds(round, FastClearing.Clear(round, workspace)), $"Round {i}.");
        }
    }
}
