using Clearing.Lab.Bidding;
using Clearing.Lab.Markets;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Attacks;

/// <summary>
/// The largest holder offers volume back after the last round; one more round without fresh
/// capacity grants it to the best standing bids, and may lower what every winner pays.
/// </summary>
/// <remarks>
/// The holder chooses the best of seven shares with hindsight, at the sales that it expects. So
/// even without repricing it gains a little if it regrets a late award, because its bid was placed
/// when more of the season was left. Shares are of the gross bill.
/// </remarks>
public static class GivingBack
{
    private static readonly double[] Shares = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6];

    private const int Profitable = 0;
    private const int Gain = 1;
    private const int Loss = 2;
    private const int Honest = 3;
    private const int Bill = 4;
    private const int Columns = 5;

    /// <summary>Tries the attack under each cure.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cures">The rules to try it under.</param>
    /// <param name="credit">The credits.</param>
    /// <param name="options">How many markets.</param>
    public static AttackResult Run(
        MarketModel model, IReadOnlyList<Cure> cures, CreditTerms credit, LabOptions options)
    {
        var sample = Replications.Run(
            $"giving back, {model.Sellers} sellers, {model.Label}", options,
            Columns * cures.Count, () => new MarketTable(model),
            (table, market, row) =>
            {
                table.Draw.Fill(options.Seed, market);
                table.Draw.Own.CopyTo(table.Draw.Productivity, 0);
                table.Sheet.Fill(table.Draw, new BidWorth(credit.Rate, credit.Cap));
                for (var i = 0; i < cures.Count; i++)
                {
                    Try(table, cures[i].RulesOf(model), credit, row.AsSpan(i * Columns, Columns));
                }
            });
        return new(cures.Select((cure, i) => (cure.Name, FiguresOf(sample, i * Columns))));
    }

    private static void Try(
        MarketTable table, in PlayRules rules, CreditTerms credit, Span<double> row)
    {
        Play(table, rules, holder: -1, 0);
        var holder = LargestHolder(table);
        var honest = Payoffs.Of(table, holder, credit);
        var revenue = Payoffs.Revenue(table, credit);
        var (gain, loss) = (0.0, 0.0);
        row[Bill] = Payoffs.Bill(table, holder, CreditTerms.None);
        foreach (var share in Shares)
        {
            Play(table, rules, holder, share);
            var gained = Payoffs.Of(table, holder, credit) - honest;
            if (gained <= gain + 1e-9) { continue; }
            (gain, loss) = (gained, revenue - Payoffs.Revenue(table, credit));
        }
        row[Profitable] = gain > 0 ? 1 : 0;
        row[Gain] = gain;
        row[Loss] = loss;
        row[Honest] = revenue;
    }

    private static void Play(MarketTable table, in PlayRules rules, int holder, double share)
    {
        var rounds = table.Draw.Model.Rounds;
        table.Play.Begin(table.Sheet, rounds + 1);
        for (var round = 1; round <= rounds; round++)
        {
            table.Play.Clear(table.Sheet, round, table.EvenCapacity[round - 1], rules);
        }
        if (holder >= 0)
        {
            Offer(table, holder, share);
            table.Play.Clear(table.Sheet, rounds + 1, 0, rules);
        }
        table.HoldAwards();
    }

    /// <summary>Offers a share of what a seller holds, the least productive first.</summary>
    private static void Offer(MarketTable table, int holder, double share)
    {
        var awards = table.Play.Awards;
        var held = 0L;
        foreach (ref readonly var award in awards)
        {
            held += table.Sheet.Block[award.Row] >> 1 == holder ? award.Volume : 0;
        }
        var left = Math.Max(1, (long)(share * held));
        foreach (var rest in (ReadOnlySpan<int>)[1, 0])
        {
            for (var i = awards.Length - 1; i >= 0 && left > 0; i--)
            {
                if (table.Sheet.Block[awards[i].Row] != (2 * holder) + rest) { continue; }
                var volume = Math.Min(left, awards[i].Volume);
                table.Play.Relinquish(i, volume);
                left -= volume;
            }
        }
    }

    private static int LargestHolder(MarketTable table)
    {
        var volumes = new long[table.Draw.Sellers];
        foreach (var holding in table.Holdings) { volumes[holding.Block >> 1] += holding.Volume; }
        return Array.IndexOf(volumes, volumes.Max());
    }

    private static IReadOnlyList<(string, Estimate)> FiguresOf(Sample sample, int at) =>
    [
        ("profitable_share", sample.Mean(at + Profitable)),
        ("gain_usd", sample.Mean(at + Gain)),
        ("gain_share_of_own_bill", sample.Ratio(at + Gain, at + Bill)),
        ("operator_loss_share", sample.Ratio(at + Loss, at + Honest)),
        ("honest_fee_per_ft3_total_usd", sample.Mean(at + Honest)),
    ];
}
