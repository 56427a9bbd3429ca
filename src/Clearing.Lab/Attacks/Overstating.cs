using Clearing.Lab.Markets;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Attacks;

/// <summary>A seller claims, or bids, more than its space is worth to it.</summary>
public static class Overstating
{
    /// <summary>The seller that lies; before the draw all are alike.</summary>
    private const int Liar = 0;

    private static readonly (string Name, Mechanism Mechanism)[] Mechanisms =
    [
        ("claims believed", new PlannedMechanism("claims believed", Claims)),
        ("pay-as-bid", Rounds(FeeRule.PayAsBid, Repricing.None, CreditTerms.None)),
        ("rounds", Rounds(FeeRule.LowestGranted, Repricing.None, CreditTerms.None)),
        ("repricing", MechanismTable.Product("repricing", CreditTerms.None)),
        ("repricing + 15 %", MechanismTable.Product("repricing + 15 %", new(0.15, 1))),
        ("repricing + 30 %", MechanismTable.Product("repricing + 30 %", new(0.30, 1))),
    ];

    /// <summary>Multiplies one seller's claim and measures what it gains.</summary>
    /// <param name="model">The model.</param>
    /// <param name="factor">What the claim is multiplied with.</param>
    /// <param name="options">How many markets.</param>
    public static AttackResult Run(MarketModel model, double factor, LabOptions options)
    {
        var sample = Replications.Run(
            "overstating", options, 2 * Mechanisms.Length, () => new MarketTable(model),
            (table, market, row) =>
            {
                table.Draw.Fill(options.Seed, market);
                for (var i = 0; i < Mechanisms.Length; i++)
                {
                    var mechanism = Mechanisms[i].Mechanism;
                    mechanism.Grant(table);
                    var honest = Payoffs.Of(table, Liar, mechanism.Credit);
                    table.Draw.Own[Liar] *= factor;
                    mechanism.Grant(table);
                    table.Draw.Own[Liar] /= factor;
                    row[2 * i] = honest;
                    row[(2 * i) + 1] = Payoffs.Of(table, Liar, mechanism.Credit) - honest;
                }
            });
        return new(
            Mechanisms.Select((mechanism, i) => (mechanism.Name, FiguresOf(sample, 2 * i))));
    }

    private static IReadOnlyList<(string, Estimate)> FiguresOf(Sample sample, int at) =>
    [
        ("gain_usd", sample.Mean(at + 1)),
        ("gain_share", sample.Ratio(at + 1, at)),
    ];

    private static RoundsMechanism Rounds(
        FeeRule fee, Repricing repricing, CreditTerms credit) =>
        new("rounds", new PlayRules(fee, repricing), credit);

    private static void Claims(MarketTable table, double[] values) =>
        table.Draw.Own.CopyTo(values, 0);
}
