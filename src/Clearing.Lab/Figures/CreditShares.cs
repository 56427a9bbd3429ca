using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Figures;

/// <summary>How much of its charge a winner gets back, by its margin.</summary>
/// <param name="Margins">The third of the margins, as text.</param>
/// <param name="Shares">
/// The share of winners by tenths of the charge offset; the last one is of those that got all.
/// </param>
public sealed record CreditShares(string Margins, IReadOnlyList<Estimate> Shares)
{
    /// <summary>How many bars there are: one for each tenth, and one for all of it.</summary>
    public const int Bars = 11;

    private const int Thirds = 3;

    /// <summary>Plays the product's rounds with a credit of 15 %.</summary>
    public static IReadOnlyList<CreditShares> Run(MarketModel model, LabOptions options)
    {
        var mechanism = MechanismTable.Product("credit", new(0.15, 1));
        var sample = Replications.Run(
            $"credits, {model.Label}", options, Thirds * (Bars + 1), () => new MarketTable(model),
            (table, market, row) =>
            {
                table.Draw.Fill(options.Seed, market);
                mechanism.Grant(table);
                for (var seller = 0; seller < model.Sellers; seller++)
                {
                    var charge = Payoffs.Bill(table, seller, CreditTerms.None);
                    if (charge <= 0) { continue; }
                    var back = 1 - (Payoffs.Bill(table, seller, mechanism.Credit) / charge);
                    var at = ThirdOf(model, table.Draw.Margin[seller]) * (Bars + 1);
                    row[at + Math.Min(Bars - 1, (int)(10 * back))]++;
                    row[at + Bars]++;
                }
            });
        return
        [
            .. Enumerable.Range(0, Thirds).Select(third => new CreditShares(
                Name(model, third),
                [
                    .. Enumerable.Range(0, Bars).Select(bar => sample.Ratio(
                        (third * (Bars + 1)) + bar, (third * (Bars + 1)) + Bars)),
                ])),
        ];
    }

    private static int ThirdOf(MarketModel model, double margin)
    {
        var width = model.Margin.Max - model.Margin.Min;
        var place = width > 0 ? (margin - model.Margin.Min) / width : 0;
        return Math.Min(Thirds - 1, (int)(Thirds * place));
    }

    private static string Name(MarketModel model, int third)
    {
        var width = (model.Margin.Max - model.Margin.Min) / Thirds;
        var from = 100 * (model.Margin.Min + (third * width));
        var to = from + (100 * width);
        return FormattableString.Invariant($"margin {from:F0} to {to:F0} %");
    }
}
