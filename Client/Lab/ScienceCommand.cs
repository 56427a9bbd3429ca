using System.CommandLine;
using System.Text;
using Clearing.Client.Files;
using Clearing.Lab.Figures;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Reports;
using Clearing.Lab.Runs;
using Clearing.Lab.Sweeps;

namespace Clearing.Client.Lab;

/// <summary><c>clearing lab report</c>: the page with the lab's results.</summary>
internal static class ScienceCommand
{
    private const string Summary = "Write market-science.md and its plots: what the lab shows.";

    private const string Details =
        """
        Simulates everything again, so that text and numbers always agree.

        Example:
          clearing lab report docs
        """;

    internal static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where the page goes." };
        var command = new DocumentedCommand("report", Summary, Details) { folder };
        command.SetAction(parsed =>
        {
            using var timer = new LabTimer();
            var to = parsed.GetRequiredValue(folder);
            OutputFile.CreateFolder("FOLDER", to);
            var page = Encoding.UTF8.GetBytes(ScienceReport.Write(timer));
            Plot(new LabPlots(Path.Combine(to, "market-science"), png: false), timer);
            OutputFile.Write(
                Path.Combine(to, "market-science.md"), stream => stream.Write(page));
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Plot(LabPlots plots, IProgress<LabProgress> progress)
    {
        var options = new LabOptions(Replications: ScienceReport.Markets, Progress: progress);
        var table = new MainTable(MarketModel.Tight, MechanismTable.All);
        table.Extend(options);
        RunCommand.Plot(plots, table, options);
        var sweep = Sweep.Read(MarketModel.Tight, "rho=0.25,0.5,0.75,0.9,0.95");
        MarketPlots.Sweep(
            plots, "rho", "correlation of the forecast", "productivity-by-rho",
            [.. sweep.Run(SweepCommand.Shown, options)]);
        MarketPlots.Attack(plots, CoverCurve.Run(MarketModel.Slack, options));
    }
}
