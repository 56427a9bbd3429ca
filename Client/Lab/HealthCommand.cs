using System.CommandLine;
using System.Text;
using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Instruments.Health;
using Clearing.Instruments.Journals;
using Clearing.Instruments.Reports;
using Clearing.Lab.Health;
using Clearing.Lab.Markets;
using Clearing.Lab.Models;
using Clearing.Lab.Results;

namespace Clearing.Client.Lab;

/// <summary><c>clearing lab health</c>: signs of manipulation in markets.</summary>
internal static class HealthCommand
{
    private const string Summary =
        "Who set the fees, who could move them, and what looks suspicious; per market and region.";

    private const string Details =
        """
        Every measure is reported with its definition, its threshold and how often it raises an
        alarm in honest markets of the lab. Ends with exit code 1 if a suspicious late low bid or
        repricing by regrants is found, which never happens in those. Run it while no server writes
        the journal, or on a copy.

        Examples:
          clearing lab health clearing.db
          clearing lab health clearing.db --html health.html --json health.json
        """;

    private static readonly string[] Grave = ["suspicious_late_low_bid", "repricing_by_regrants"];

    internal static Command Create()
    {
        var journal = new LabJournal();
        var json = Options.Text(
            "--json", "Write the report here as JSON; - for standard output.", "FILE");
        var html = Options.Text("--html", "Write the report here as a page with plots.", "FILE");
        var honest = Options.Number(
            "--honest-markets", "Honest markets to simulate for the false-alarm rates.", 2, 500,
            LabSettings.MaxReplications);
        var command = new DocumentedCommand("health", Summary, Details) { json, html, honest };
        journal.AddTo(command);
        command.SetAction(parsed =>
        {
            journal.Protect(
                parsed, ("--json", parsed.GetValue(json)), ("--html", parsed.GetValue(html)));
            var histories = journal.Read(parsed);
            var report = new MarketsHealth(
                [.. histories.Select(MarketObservation.Of).Select(HealthCheck.Of)],
                FalseRates((int)parsed.GetValue(honest)));
            Write(parsed.GetValue(json), () => ResultJson.Text(HealthJson.Of(report)));
            Write(parsed.GetValue(html), () => HealthPage.Of(report.ToReport()));
            if (parsed.GetValue(json) != "-" && parsed.GetValue(html) != "-") { Print(report); }
            return report.Markets.Any(market => Grave.Any(id => market[id].Flagged))
                ? ExitCode.Differences
                : ExitCode.Fine;
        });
        return command;
    }

    private static void PrintMeasures(HealthReport report)
    {
        foreach (var measure in HealthMeasure.All)
        {
            Console.WriteLine($"{measure.Name}: {measure.Definition}");
            if (!measure.CanAlarm) { continue; }
            var rates = report.Rates(measure.Id).Select(honest => FormattableString.Invariant(
                $"{honest.Model} {100 * honest.Rate:0.#} %"));
            Console.WriteLine(
                $"  alarm: {measure.Threshold}; in honest markets: {string.Join(", ", rates)}");
        }
        Console.WriteLine();
    }

    private static FalseAlarms[] FalseRates(int markets)
    {
        using var timer = new LabTimer();
        return
        [
            .. new[] { MarketModel.Tight, MarketModel.Balanced, MarketModel.Slack }
                .Select(model => FalseAlarms.Run(
                    model, PlayRules.Product, new(Replications: markets, Progress: timer))),
        ];
    }

    private static void Write(string? path, Func<string> text)
    {
        if (path is null) { return; }
        OutputFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text())));
    }

    private static void Print(MarketsHealth report)
    {
        PrintMeasures(report.ToReport());
        foreach (var market in report.Markets)
        {
            Console.WriteLine(
                $"{market.Market.Market}: {Counted.Of(market.Market.Rounds.Count, "round")},"
                + $" {Counted.Of(market.Alarms, "alarm")}");
            foreach (var finding in market.Findings)
            {
                var measure = HealthMeasure.Of(finding.Id);
                var value = finding.Value is { } number
                    ? FormattableString.Invariant($"{number:0.####}")
                    : "-";
                var detail = PlainText.OneLine(finding.Detail);
                Console.WriteLine(
                    $"  {measure.Name,-32} {value,12}  {(finding.Flagged ? "ALARM " : "")}{detail}"
                        .TrimEnd());
            }
        }
        foreach (var region in report.Regions)
        {
            Console.WriteLine(
                $"{region.Region}: {Counted.Of(region.Markets, "market")}, {region.Alarms} with an alarm"
                + (region.LastRoundAlarm ? "; ALARM: the last round sets the fee too often" : ""));
            if (region.LowestByRound.Count > 0)
            {
                Console.WriteLine($"  the lowest fee came in {region.LowestText}");
            }
        }
    }
}
