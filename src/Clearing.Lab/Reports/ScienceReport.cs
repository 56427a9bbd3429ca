using System.Globalization;
using System.Text;
using Clearing.Lab.Attacks;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;
using Clearing.Lab.Sweeps;

namespace Clearing.Lab.Reports;

/// <summary>The page on what the lab shows: its text with all its numbers.</summary>
public sealed class ScienceReport
{
    /// <summary>How many markets of each model the page is computed from.</summary>
    public const int Markets = 1000;

    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);
    private readonly LabOptions _options;

    private ScienceReport(LabOptions options) => _options = options;

    /// <summary>Simulates all that the page needs and writes it.</summary>
    /// <param name="progress">Receives the progress; null for none.</param>
    public static string Write(IProgress<LabProgress>? progress = null)
    {
        var report = new ScienceReport(new(Replications: Markets, Progress: progress));
        report._numbers["markets"] = Markets.ToString("N0", CultureInfo.InvariantCulture);
        report.Tables();
        report.Forecasts();
        report.Attacks();
        report.Assumptions();
        return report.Render();
    }

    private void Tables()
    {
        foreach (var model in (MarketModel[])
            [MarketModel.Tight, MarketModel.Balanced, MarketModel.Slack])
        {
            var table = new MainTable(
                model, [.. MechanismTable.All.Where(m => IsShown(MechanismTable.NumberOf(m)))]);
            table.Extend(_options);
            foreach (var mechanism in table.Shown) { Add(table, mechanism); }
        }
    }

    private void Add(MainTable table, Mechanism mechanism)
    {
        var at = $"{table.Model.Label}.{MechanismTable.NumberOf(mechanism)}";
        foreach (var (name, estimate) in table.FiguresOf(mechanism))
        {
            switch (name)
            {
                case "productivity_minus_prediction": Amount($"{at}.minus", estimate); break;
                case "productivity_usd_per_ft3": Amount($"{at}.productivity", estimate); break;
                case "net_fee_per_ft3": Amount($"{at}.net", estimate); break;
                case "gross_fee_per_ft3": Amount($"{at}.gross", estimate); break;
                case "winners_fully_offset": Share($"{at}.offset", estimate); break;
                case "markets_where_an_early_award_pays_more_than_a_later_one":
                    Share($"{at}.early", estimate);
                    break;
            }
        }
    }

    private void Forecasts()
    {
        var repricing = MechanismTable.All.Single(m => MechanismTable.NumberOf(m) == "6");
        foreach (var (value, table) in Sweep.Read(MarketModel.Tight, "rho=0.25,0.9,0.95")
            .Run([repricing], _options))
        {
            Amount($"rho.{value}.6", table.MinusPrediction(repricing));
        }
    }

    private void Attacks()
    {
        var tiny = TinyLateBid.Run(
            MarketModel.Slack, Cure.OfTinyLateBid, CreditTerms.None, _options);
        const string Guard = "guard 1 % of capacity (total granted, as built)";
        const string Rule8 = "rule 8 at 50,000 ppm";
        Share("w1.literal.profitable", tiny["rule 8 at 0 and 0", "profitable_share"]);
        Share("w1.literal.loss", tiny["rule 8 at 0 and 0", "operator_loss_share"]);
        Share("w1.rule8.profitable", tiny[Rule8, "profitable_share"]);
        Share("w1.rule8.other", tiny[$"{Rule8}, other name", "profitable_share"]);
        Share("w1.rule8.loss", tiny[Rule8, "operator_loss_share"]);
        Share("w1.guard.profitable", tiny[Guard, "profitable_share"]);
        var back = GivingBack.Run(
            MarketModel.Tight with { Sellers = 8 }, Cure.OfGivingBack, CreditTerms.None, _options);
        Share("w2.asbuilt", back["as built", "gain_share_of_own_bill"]);
        Share("w2.rule8", back["rule 8 at 0 and 0", "gain_share_of_own_bill"]);
        var less = DemandReduction.Run(MarketModel.Tight, [4, 40], _options);
        Share("w3.4", less["N = 4", "gain_share_at_60_percent_less"]);
        Share("w3.40", less["N = 40", "gain_share_at_50_percent_less"]);
        var waiting = Waiting.Run(MarketModel.Tight, _options);
        Share("waiting.rounds", waiting["rising capacity, rounds", "gain_share"]);
        Share("waiting.repricing", waiting["rising capacity, repricing", "gain_share"]);
        var lying = Overstating.Run(MarketModel.Tight, 1.5, _options);
        Share("lie.believed", lying["claims believed", "gain_share"]);
        Share("lie.repricing", lying["repricing", "gain_share"]);
    }

    private void Assumptions()
    {
        var tight = MarketModel.Tight;
        (string Name, MarketModel Model)[] models =
        [
            ("learning", tight with { Learning = [0.80, 0.88, 0.93, 0.95] }),
            ("commitment", tight with { CommitmentCost = 0.2 }),
            ("risk", tight with { RiskAversion = 0.001 }),
            ("budget", tight with { Budget = 1000 }),
            ("pessimism", tight with { NewPessimism = -0.3 }),
            ("shock", tight with { DemandShock = 0.3 }),
        ];
        var repricing = MechanismTable.All.Single(m => MechanismTable.NumberOf(m) == "6");
        foreach (var (name, model) in models)
        {
            var table = new MainTable(model, [repricing]);
            table.Extend(_options);
            Amount($"{name}.minus", table.MinusPrediction(repricing));
            Amount(
                $"{name}.fee",
                table.FiguresOf(repricing).Single(of => of.Name == "gross_fee_per_ft3").Estimate);
        }
    }

    private static bool IsShown(string number) =>
        number is "1" or "5" or "6" or "7b" or "7e" or "8";

    private void Amount(string name, Estimate estimate) => _numbers[name] = string.Create(
        CultureInfo.InvariantCulture, $"{estimate.Mean:F2} ± {estimate.Half:F2}");

    private void Share(string name, Estimate estimate) => _numbers[name] = string.Create(
        CultureInfo.InvariantCulture, $"{100 * estimate.Mean:F1} % ± {100 * estimate.Half:F1}");

    private string Render()
    {
        using var stream = typeof(ScienceReport).Assembly
            .GetManifestResourceStream("market-science.md")!;
        var template = new StreamReader(stream, Encoding.UTF8).ReadToEnd();
        var page = new StringBuilder();
        var at = 0;
        while (template.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var from)
        {
            var to = template.IndexOf("}}", from, StringComparison.Ordinal);
            page.Append(template, at, from - at).Append(_numbers[template[(from + 2)..to]]);
            at = to + 2;
        }
        return page.Append(template, at, template.Length - at).ToString();
    }
}
