using Clearing.Lab.Bidding;
using Clearing.Lab.Markets;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;

namespace Clearing.Lab.Attacks;

/// <summary>A seller that could bid in the first round waits until the last one.</summary>
public static class Waiting
{
    /// <summary>The seller that waits; before the draw all are alike.</summary>
    private const int Seller = 0;

    /// <summary>
    /// Its relative gain with and without repricing, for two schedules of capacity.
    /// </summary>
    /// <param name="model">The model; it needs four rounds for the rising capacity.</param>
    /// <param name="options">How many markets.</param>
    public static AttackResult Run(MarketModel model, LabOptions options)
    {
        var rising = Shares(model);
        var even = Enumerable.Repeat(model.RoundCapacity, model.Rounds).ToArray();
        (string Name, long[] Capacity, PlayRules Rules)[] cases =
        [
            ("rising capacity, rounds", rising, PlayRules.Rounds),
            ("rising capacity, repricing", rising, PlayRules.Product),
            ("even capacity, rounds", even, PlayRules.Rounds),
            ("even capacity, repricing", even, PlayRules.Product),
        ];
        var sample = Replications.Run(
            "waiting", options, 2 * cases.Length, () => new MarketTable(model),
            (table, market, row) =>
            {
                table.Draw.Fill(options.Seed, market);
                table.Draw.Arrival[Seller] = 1;
                for (var i = 0; i < cases.Length; i++)
                {
                    row[2 * i] = Payoff(table, cases[i].Capacity, cases[i].Rules, 1);
                    row[(2 * i) + 1] =
                        Payoff(table, cases[i].Capacity, cases[i].Rules, model.Rounds) - row[2 * i];
                }
            });
        return new(cases.Select((tried, i) => (
            tried.Name,
            (IReadOnlyList<(string, Statistics.Estimate)>)
                [("gain_share", sample.Ratio((2 * i) + 1, 2 * i))])));
    }

    private static double Payoff(MarketTable table, long[] capacity, PlayRules rules, int round)
    {
        table.Sheet.FillWaiting(table.Draw, BidWorth.Truthful, Seller, round);
        table.Play.Run(table.Sheet, capacity, rules);
        table.HoldAwards();
        return Payoffs.Of(table, Seller, CreditTerms.None);
    }

    /// <summary>10, 20, 30 and 40 % of the capacity in four rounds.</summary>
    private static long[] Shares(MarketModel model)
    {
        var parts = model.Rounds * (model.Rounds + 1) / 2;
        return [.. Enumerable.Range(1, model.Rounds).Select(part => model.Capacity * part / parts)];
    }
}
