using Clearing.Instruments.Health;
using Clearing.Lab.Bidding;
using Clearing.Lab.Markets;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Health;

/// <summary>How often each measure raises an alarm in honest markets of the model.</summary>
/// <param name="Model">The model's label.</param>
/// <param name="Rates">The share of markets with an alarm, by measure.</param>
/// <param name="Values">The mean value, by measure.</param>
public sealed record FalseAlarms(
    string Model, IReadOnlyDictionary<string, Estimate> Rates,
    IReadOnlyDictionary<string, Estimate> Values)
{
    /// <summary>Simulates honest markets under the product's rules.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="options">How many markets.</param>
    public static FalseAlarms Run(MarketModel model, PlayRules rules, LabOptions options)
    {
        var measures = HealthMeasure.All;
        var sample = Replications.Run(
            $"false alarms, {model.Label}", options, 2 * measures.Count,
            () => new MarketTable(model),
            (table, market, row) =>
            {
                table.Draw.Fill(options.Seed, market);
                table.Sheet.Fill(table.Draw, BidWorth.Truthful);
                table.Play.Run(table.Sheet, table.EvenCapacity, rules);
                var health = HealthCheck.Of(Observe(table, rules));
                for (var i = 0; i < measures.Count; i++)
                {
                    row[2 * i] = health.Findings[i].Flagged ? 1 : 0;
                    row[(2 * i) + 1] = health.Findings[i].Value ?? double.NaN;
                }
            });
        return new(model.Label, Columns(sample, 0), Columns(sample, 1));
    }

    /// <summary>The market on a table as a monitor sees it.</summary>
    public static ObservedMarket Observe(MarketTable table, in PlayRules rules)
    {
        var sheet = table.Sheet;
        var asked = new Dictionary<string, Int128>(StringComparer.Ordinal);
        for (var row = 0; row < sheet.Rows; row++)
        {
            var seller = Name(sheet, row);
            asked[seller] = asked.GetValueOrDefault(seller) + sheet.Volume[row];
        }
        var repriced = rules.Repricing == Repricing.None ? null : table.Play.RepricingFees;
        var rounds = new List<ObservedRound>();
        for (var round = 1; round <= table.Draw.Model.Rounds; round++)
        {
            var awards = Awards(table, round);
            var fee = table.Play.RoundFees[round - 1];
            var to = repriced?[round - 1] ?? -1;
            rounds.Add(new(
                round, table.EvenCapacity[round - 1], awards.Sum(award => award.Volume), 0,
                fee < 0 ? null : fee, to < 0 ? null : to, awards));
        }
        return new("lab", table.Draw.Model.Capacity, asked, rounds);
    }

    private static List<ObservedAward> Awards(MarketTable table, int round)
    {
        var (sheet, awards) = (table.Sheet, new List<ObservedAward>());
        foreach (ref readonly var award in table.Play.Awards)
        {
            if (award.Round != round) { continue; }
            awards.Add(new(
                $"{award.Row}", Name(sheet, award.Row), sheet.Round[award.Row], award.Volume,
                award.Released, sheet.MaxFee[award.Row], award.FinalFee));
        }
        return awards;
    }

    private static string Name(BidSheet sheet, int row) => $"{sheet.Block[row] >> 1}";

    private static Dictionary<string, Estimate> Columns(Sample sample, int offset)
    {
        var columns = new Dictionary<string, Estimate>(StringComparer.Ordinal);
        for (var i = 0; i < HealthMeasure.All.Count; i++)
        {
            columns[HealthMeasure.All[i].Id] = sample.Mean((2 * i) + offset);
        }
        return columns;
    }
}
