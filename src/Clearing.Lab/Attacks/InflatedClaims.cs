using Clearing.Instruments.Randomness;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Attacks;

/// <summary>
/// All capacity goes by free claims that are believed, and every seller inflates its own by a
/// factor e^N(0, τ).
/// </summary>
public static class InflatedClaims
{
    private static readonly double[] Spreads = [0, 0.5, 1, 2];

    /// <summary>Sales by those of the best allocation, for each τ.</summary>
    public static IReadOnlyList<(string Name, Estimate Estimate)> Run(
        MarketModel model, LabOptions options)
    {
        var best = MechanismTable.All.Single(m => m.Name == MechanismTable.BestSales);
        var believed = new PlannedMechanism(
            "claims believed", (table, values) => table.Draw.Own.CopyTo(values, 0));
        var sample = Replications.Run(
            "inflated claims", options, 1 + Spreads.Length, () => new MarketTable(model),
            (table, market, row) =>
            {
                table.Draw.Fill(options.Seed, market);
                best.Grant(table);
                row[0] = Sales(table);
                for (var i = 0; i < Spreads.Length; i++)
                {
                    table.Draw.Fill(options.Seed, market);
                    Inflate(table, Spreads[i], new(options.Seed, market, Purpose.Inflation));
                    believed.Grant(table);
                    row[1 + i] = Sales(table);
                }
            });
        return
        [
            .. Spreads.Select((spread, i) => (
                FormattableString.Invariant($"sales_ratio_to_optimum_at_tau_{spread}"),
                sample.Ratio(1 + i, 0))),
        ];
    }

    private static void Inflate(MarketTable table, double spread, RandomStream random)
    {
        for (var seller = 0; seller < table.Draw.Sellers; seller++)
        {
            table.Draw.Own[seller] *= Math.Exp(spread * random.NextNormal());
        }
    }

    private static double Sales(MarketTable table)
    {
        var sum = 0.0;
        foreach (var (block, round, volume, _) in table.Holdings)
        {
            sum += table.Draw.Sales(block, volume, round);
        }
        return sum;
    }
}
