using Clearing.Lab.Markets;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Equilibrium;

/// <summary>
/// Symmetric shading: all bid the same part of their worth. The equilibrium is the part from
/// which a single seller gains least by leaving it.
/// </summary>
/// <remarks>
/// Payoffs are those that sellers believe in; deviations are tried for the first three sellers on
/// the same draws, each with every other part of the grid.
/// </remarks>
public static class Shading
{
    private const int Deviators = 3;

    /// <summary>The parts that are tried, ascending.</summary>
    public static IReadOnlyList<double> Grid { get; } =
        [.. Enumerable.Range(8, 13).Select(step => step * 5 / 100.0)];

    /// <summary>The mechanisms that are compared.</summary>
    public static IReadOnlyList<ShadingRule> Rules { get; } =
    [
        new("pay-as-bid", new(FeeRule.PayAsBid, Repricing.None), CreditTerms.None),
        new("one round", PlayRules.Rounds, CreditTerms.None, Entry.InLastRound),
        new("rounds", PlayRules.Rounds, CreditTerms.None),
        new("rounds + repricing", PlayRules.Product, CreditTerms.None),
        new("rounds + repricing, credit 15 %", PlayRules.Product, new(0.15, 1)),
    ];

    /// <summary>Finds the equilibrium of one mechanism.</summary>
    public static ShadingResult Run(MarketModel model, ShadingRule rule, LabOptions options)
    {
        var grid = Grid.Count;
        var sample = Replications.Run(
            $"shading, {rule.Name}, {model.Sellers} sellers", options, grid * (grid + 2),
            () => new MarketTable(model),
            (table, market, row) =>
            {
                table.Draw.Fill(options.Seed, market);
                table.Draw.Believe();
                for (var all = 0; all < grid; all++)
                {
                    Deviate(table, rule, all, row.AsSpan(all * (grid + 2), grid + 2));
                }
            });
        return Result(rule, sample);
    }

    /// <summary>Writes the payoffs by the deviators' part, then the fees and the volume.</summary>
    private static void Deviate(MarketTable table, ShadingRule rule, int all, Span<double> row)
    {
        var worth = rule.Worth(Grid[all]);
        table.Sheet.Fill(table.Draw, worth, rule.Entry);
        Play(table, rule);
        foreach (var holding in table.Holdings)
        {
            row[^2] += holding.Fee * holding.Volume;
            row[^1] += holding.Volume;
        }
        for (var seller = 0; seller < Deviators; seller++)
        {
            row[all] += Payoffs.Of(table, seller, rule.Credit);
        }
        for (var other = 0; other < Grid.Count; other++)
        {
            if (other == all) { continue; }
            for (var seller = 0; seller < Deviators; seller++)
            {
                table.Sheet.Price(table.Draw, seller, rule.Worth(Grid[other]));
                Play(table, rule);
                table.Sheet.Price(table.Draw, seller, worth);
                row[other] += Payoffs.Of(table, seller, rule.Credit);
            }
        }
    }

    private static void Play(MarketTable table, ShadingRule rule)
    {
        table.Play.Run(table.Sheet, rule.Capacity(table), rule.Rules);
        table.HoldAwards();
    }

    private static ShadingResult Result(ShadingRule rule, Sample sample)
    {
        var grid = Grid.Count;
        var points = new List<ShadingPoint>();
        for (var all = 0; all < grid; all++)
        {
            var at = all * (grid + 2);
            var honest = sample.Mean(at + all).Mean;
            var best = Enumerable.Range(0, grid).MaxBy(other => sample.Mean(at + other).Mean);
            var gain = sample.Mean(at + best).Mean - honest;
            var relative = honest > 0 ? gain / honest : double.PositiveInfinity;
            points.Add(new(
                Grid[all], relative, Grid[best], sample.Ratio(at + grid, at + grid + 1)));
        }
        return new(rule.Name, points.MinBy(point => point.Gain)!, points);
    }
}
