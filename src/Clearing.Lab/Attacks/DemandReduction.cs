using Clearing.Lab.Bidding;
using Clearing.Lab.Markets;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Attacks;

/// <summary>The seller with the largest volume asks for less of it, at a truthful fee.</summary>
public static class DemandReduction
{
    private static readonly double[] Cuts = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];

    /// <summary>Tries each cut with each number of sellers, on the product's rounds.</summary>
    /// <param name="model">The model; its number of sellers is replaced.</param>
    /// <param name="sellers">The numbers of sellers.</param>
    /// <param name="options">How many markets.</param>
    public static AttackResult Run(
        MarketModel model, IReadOnlyList<int> sellers, LabOptions options) => new(
        sellers.Select(number => (
            $"N = {number}", Run(model with { Sellers = number }, options))));

    private static IReadOnlyList<(string, Estimate)> Run(MarketModel model, LabOptions options)
    {
        var sample = Replications.Run(
            $"demand reduction, {model.Sellers} sellers", options, 1 + Cuts.Length,
            () => new MarketTable(model),
            (table, market, row) =>
            {
                table.Draw.Fill(options.Seed, market);
                var largest = LargestSeller(table.Draw);
                row[0] = Payoff(table, largest, 0);
                for (var i = 0; i < Cuts.Length; i++)
                {
                    row[1 + i] = Payoff(table, largest, Cuts[i]) - row[0];
                }
            });
        return
        [
            .. Cuts.Select((cut, i) => (
                FormattableString.Invariant($"gain_share_at_{100 * cut:F0}_percent_less"),
                sample.Ratio(1 + i, 0))),
        ];
    }

    private static int LargestSeller(MarketDraw draw)
    {
        var largest = 0;
        for (var seller = 1; seller < draw.Sellers; seller++)
        {
            if (draw.VolumeOf(seller) > draw.VolumeOf(largest)) { largest = seller; }
        }
        return largest;
    }

    /// <summary>It gives up its least productive volume.</summary>
    private static double Payoff(MarketTable table, int seller, double cut)
    {
        table.Sheet.Fill(table.Draw, BidWorth.Truthful);
        var asked = (long)((1 - cut) * table.Draw.VolumeOf(seller));
        var first = Math.Min(asked, table.Draw.BlockVolume[2 * seller]);
        table.Sheet.Volume[table.Sheet.RowOfBlock[2 * seller]] = first;
        table.Sheet.Volume[table.Sheet.RowOfBlock[(2 * seller) + 1]] = asked - first;
        table.Play.Run(table.Sheet, table.EvenCapacity, PlayRules.Product);
        table.HoldAwards();
        return Payoffs.Of(table, seller, CreditTerms.None);
    }
}
