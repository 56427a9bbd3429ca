using Clearing.Lab.Bidding;
using Clearing.Lab.Markets;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Figures;

/// <summary>What awards of each round pay: in their own round, and after all repricing.</summary>
/// <param name="Round">The round.</param>
/// <param name="Own">The round's own fee, dollars per cubic foot.</param>
/// <param name="Final">The fee in the end.</param>
public sealed record FeesByRound(int Round, Estimate Own, Estimate Final)
{
    /// <summary>Plays the product's rounds with truthful bids.</summary>
    public static IReadOnlyList<FeesByRound> Run(MarketModel model, LabOptions options)
    {
        var sample = Replications.Run(
            $"fees by round, {model.Label}", options, 3 * model.Rounds,
            () => new MarketTable(model),
            (table, market, row) =>
            {
                table.Draw.Fill(options.Seed, market);
                table.Sheet.Fill(table.Draw, BidWorth.Truthful);
                table.Play.Run(table.Sheet, table.EvenCapacity, PlayRules.Product);
                foreach (ref readonly var award in table.Play.Awards)
                {
                    var at = 3 * (award.Round - 1);
                    row[at] += award.RoundFee / 1e6 * award.Volume;
                    row[at + 1] += award.FinalFee / 1e6 * award.Volume;
                    row[at + 2] += award.Volume;
                }
            });
        return
        [
            .. Enumerable.Range(0, model.Rounds).Select(at => new FeesByRound(
                at + 1, sample.Ratio(3 * at, (3 * at) + 2),
                sample.Ratio((3 * at) + 1, (3 * at) + 2))),
        ];
    }
}
