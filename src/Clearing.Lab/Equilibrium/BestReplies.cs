using Clearing.Instruments.Randomness;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Equilibrium;

/// <summary>
/// Best-reply dynamics of bidders with flat demand and complete information: values are integers
/// from 5 to 15, fees from 0 to 15.
/// </summary>
public static class BestReplies
{
    private const int HighestFee = 15;
    private const int Sweeps = 60;

    /// <summary>Ten cubic feet, in the cases of the reference.</summary>
    public static IReadOnlyList<(string Name, int Bidders, long Demand, long Reserve)> Cases
    { get; } =
    [
        ("3 bidders of 4, all pivotal", 3, 4, 0),
        ("4 bidders of 4, none pivotal", 4, 4, 0),
        ("12 bidders of 2", 12, 2, 0),
        ("3 bidders of 4, reserve 4", 3, 4, 4),
    ];

    /// <summary>Plays one case from random starts.</summary>
    /// <returns>The final fee, the truthful one, and how often the final one is 0.</returns>
    public static IReadOnlyList<(string Name, Estimate Estimate)> Run(
        int number, LabOptions options)
    {
        var (name, bidders, demand, reserve) = Cases[number];
        var sample = Replications.Run(
            $"best replies, {name}", options, 3, () => 0,
            (_, market, row) =>
            {
                var random = new RandomStream(
                    options.Seed, (market << 8) + number, Purpose.Learning);
                var values = Draw(bidders, 5, ref random);
                var bids = Draw(bidders, 0, ref random);
                var demands = Enumerable.Repeat(demand, bidders).ToArray();
                var game = new FlatDemandGame(demands, values, capacity: 10, reserve);
                Settle(game, bids);
                row[0] = game.Price(bids);
                row[1] = game.Price(values);
                row[2] = row[0] == 0 ? 1 : 0;
            });
        return
        [
            ("final_fee", sample.Mean(0)), ("truthful_fee", sample.Mean(1)),
            ("fee_zero_share", sample.Mean(2)),
        ];
    }

    private static void Settle(FlatDemandGame game, long[] bids)
    {
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var moved = false;
            for (var bidder = 0; bidder < bids.Length; bidder++)
            {
                var best = game.BestReply(bidder, bids, HighestFee);
                moved |= best != bids[bidder];
                bids[bidder] = best;
            }
            if (!moved) { return; }
        }
    }

    private static long[] Draw(int number, int least, ref RandomStream random)
    {
        var drawn = new long[number];
        for (var i = 0; i < number; i++)
        {
            drawn[i] = least + random.NextBelow(HighestFee - least + 1);
        }
        return drawn;
    }
}
