using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Lab.Figures;
using Clearing.Lab.Models;
using Clearing.Lab.Results;
using Clearing.Lab.Statistics;

namespace Clearing.Client.Lab;

/// <summary><c>clearing lab attack</c>: manipulations and their remedies.</summary>
internal static class AttackCommand
{
    private const string Summary =
        "What manipulations gain, what they cost the operator, and which rules stop them.";

    private const string Details =
        """
        A tiny late bid, giving back to reprice, demand reduction, waiting, overstating, inflated
        claims: each under several rules, on the same simulated markets.

        Examples:
          clearing lab attack
          clearing lab attack --replications 1000 --json attacks.json --plots plots
        """;

    internal static Command Create()
    {
        var settings = new LabSettings(2000);
        var plots = LabSettings.PlotsOption();
        var command = new DocumentedCommand("attack", Summary, Details) { plots };
        foreach (var option in settings.All) { command.Add(option); }
        command.SetAction(parsed =>
        {
            using var timer = new LabTimer();
            var options = settings.Read(parsed, timer, [], parsed.GetValue(plots));
            var attacks = AttackJson.Run(options);
            if (parsed.GetValue(plots) is { } folder)
            {
                MarketPlots.Attack(
                    new LabPlots(folder), CoverCurve.Run(MarketModel.Slack, options.AtMost(1000)));
            }
            timer.Dispose();
            var shown = settings.WriteJson(parsed, () => new()
            {
                ["meta"] = ResultJson.Meta(options),
                ["attacks"] = attacks,
            });
            if (!shown) { Print("", attacks); }
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Print(string title, JsonObject members)
    {
        var rows = new List<(string, IReadOnlyList<(string, Estimate)>)>();
        foreach (var (name, value) in members)
        {
            var inner = value!.AsObject();
            if (inner.All(member => member.Value is JsonArray)) { rows.Add((name, Read(inner))); }
            else { Print(title.Length == 0 ? name : $"{title}, {name}", inner); }
        }
        if (rows.Count > 0) { EstimateTable.Print(title, rows); }
    }

    private static IReadOnlyList<(string, Estimate)> Read(JsonObject figures) =>
    [
        .. figures.Select(figure => (
            figure.Key,
            new Estimate(
                (double?)figure.Value![0] ?? double.NaN, (double?)figure.Value[1] ?? double.NaN,
                (int)figure.Value[2]!))),
    ];
}
