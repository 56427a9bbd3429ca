using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Results;
using Clearing.Lab.Runs;
using Clearing.Lab.Sweeps;

namespace Clearing.Client.Lab;

/// <summary><c>clearing lab sweep</c>: one parameter, several values.</summary>
internal static class SweepCommand
{
    private const string Summary = "Change one parameter of the model and see what follows.";

    private const string Details =
        """
        PARAM is a name of a model's file, or rho: the correlation of the operator's forecast with
        all products. A range is written least..most.

        Examples:
          clearing lab sweep rho=0.25,0.5,0.75,0.9,0.95 --plots plots
          clearing lab sweep scarcity=0.1,0.2,0.35,0.6,0.9
          clearing lab sweep margin=0.2..0.2,0.1..0.3,0.05..0.45
        """;

    internal static Command Create()
    {
        var settings = new LabSettings(1500);
        var given = new Argument<string>("PARAM=a,b,c")
        {
            Description = "The parameter and its values.",
        };
        var model = LabSettings.ModelOption();
        var plots = LabSettings.PlotsOption();
        var command = new DocumentedCommand("sweep", Summary, Details) { given, model, plots };
        foreach (var option in settings.All) { command.Add(option); }
        command.SetAction(parsed =>
        {
            using var timer = new LabTimer();
            var named = parsed.GetValue(model)!;
            var options = settings.Read(
                parsed, timer, LabSettings.FilesOf(named), parsed.GetValue(plots));
            var basis = LabSettings.ModelOf(named);
            var sweep = LabSettings.Checked(
                "sweep", () => Sweep.Read(basis, parsed.GetRequiredValue(given)));
            var points = sweep.Run(Shown, options).ToArray();
            if (parsed.GetValue(plots) is { } folder)
            {
                MarketPlots.Sweep(
                    new LabPlots(folder), sweep.Parameter, sweep.Parameter,
                    $"productivity-by-{sweep.Parameter.Replace('_', '-')}", points);
            }
            timer.Dispose();
            if (!settings.WriteJson(parsed, () => new()
            {
                ["meta"] = ResultJson.Meta(options),
                ["sweeps"] = new JsonObject { [sweep.Parameter] = Json(points) },
            }))
            {
                Print(sweep, points);
            }
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>The mechanisms that a sweep shows.</summary>
    internal static IReadOnlyList<Mechanism> Shown { get; } =
    [
        .. MechanismTable.All.Where(
            mechanism => MechanismTable.NumberOf(mechanism) is "1" or "6" or "7b" or "7e"),
    ];

    /// <summary>The main tables by the parameter's value.</summary>
    internal static JsonObject Json(IReadOnlyList<(string Value, MainTable Table)> points)
    {
        var members = new JsonObject();
        foreach (var (value, table) in points) { members[value] = ResultJson.Of(table); }
        return members;
    }

    private static void Print(Sweep sweep, IReadOnlyList<(string Value, MainTable Table)> points)
    {
        foreach (var (value, table) in points)
        {
            EstimateTable.Print(
                $"{sweep.Parameter} = {value}: {Counted.Of(table.Markets, "market")}",
                [.. table.Shown.Select(mechanism => (mechanism.Name, table.FiguresOf(mechanism)))]);
        }
    }
}
