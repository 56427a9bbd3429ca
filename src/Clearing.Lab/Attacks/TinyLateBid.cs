using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Attacks;

/// <summary>
/// The largest winner of the rounds before the last adds one cubic foot at the lowest fee there
/// is, in the last round.
/// </summary>
/// <remarks>The gain is the fall of its bill, including the cost of the extra cubic foot.</remarks>
public static class TinyLateBid
{
    private const int Profitable = 0;
    private const int Gain = 1;
    private const int GainShare = 2;
    private const int Loss = 3;
    private const int Honest = 4;
    private const int Columns = 5;

    /// <summary>Tries the attack under each cure.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cures">The rules to try it under.</param>
    /// <param name="credit">The credits.</param>
    /// <param name="options">How many markets.</param>
    /// <param name="sameRound">
    /// True if the attacker is the largest winner of the last round itself.
    /// </param>
    public static AttackResult Run(
        MarketModel model, IReadOnlyList<Cure> cures, CreditTerms credit, LabOptions options,
        bool sameRound = false)
    {
        var sample = Replications.Run(
            $"tiny late bid, {model.Label}", options, Columns * cures.Count,
            () => new Bills(model, credit),
            (bills, market, row) =>
            {
                bills.Draw(options.Seed, market);
                for (var i = 0; i < cures.Count; i++)
                {
                    Try(bills, cures[i], sameRound, row.AsSpan(i * Columns, Columns));
                }
            });
        return new(cures.Select((cure, i) => (cure.Name, FiguresOf(sample, i * Columns))));
    }

    private static void Try(Bills bills, Cure cure, bool sameRound, Span<double> row)
    {
        var rules = cure.RulesOf(bills.Model);
        bills.Play(rules);
        var honest = bills.Revenue();
        var attacker = bills.LargestWinner(sameRound);
        row[Honest] = honest;
        if (attacker < 0) { return; }
        var bill = bills.Of(attacker);
        var name = cure.OtherName ? bills.Model.Sellers : attacker;
        bills.Sheet.Add(2 * name, bills.Model.Rounds, rules.Reserve, volume: 1);
        bills.Play(rules);
        bills.Sheet.RemoveLast();
        var paid = bills.Of(attacker) + (cure.OtherName ? bills.Of(name) : 0);
        var gain = bill - paid;
        row[Profitable] = gain > 1e-9 ? 1 : 0;
        row[Gain] = gain;
        row[GainShare] = bill > 0 ? gain / bill : 0;
        row[Loss] = honest - bills.Revenue();
    }

    private static IReadOnlyList<(string, Estimate)> FiguresOf(Sample sample, int at) =>
    [
        ("profitable_share", sample.Mean(at + Profitable)),
        ("gain_usd", sample.Mean(at + Gain)),
        ("gain_share_of_own_bill", sample.Mean(at + GainShare)),
        ("operator_loss_share", sample.Ratio(at + Loss, at + Honest)),
        ("honest_fee_per_ft3_total_usd", sample.Mean(at + Honest)),
    ];
}
